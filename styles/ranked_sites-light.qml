<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<qgis version="3.22.16" styleCategories="Symbology|Labeling|Fields|MapTips|Rendering" labelsEnabled="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" symbologyReferenceScale="-1" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" referencescale="-1" enableorderby="1">
    <rules key="kavel">
      <rule key="green" symbol="0" filter="&quot;light&quot; = &#x27;green&#x27;" label="@{groen: geen belemmering gevonden, alles bekend|green: no obstacle found, everything known}"/>
      <rule key="amber" symbol="1" filter="&quot;light&quot; = &#x27;amber&#x27;" label="@{oranje: onder voorwaarden, of niet alles bekend|amber: conditional, or not everything known}"/>
      <rule key="red" symbol="2" filter="&quot;light&quot; = &#x27;red&#x27;" label="@{rood: uitgesloten of niet te beoordelen|red: excluded or not to be judged}"/>
    </rules>
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="0,158,115,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="0,77,56,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.3"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="242,193,78,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="122,75,0,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.25"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="angle" value="45"/>
            <Option type="QString" name="distance" value="2.0"/>
            <Option type="QString" name="distance_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="line_width" value="0.3"/>
            <Option type="QString" name="color" value="122,75,0,255"/>
          </Option>
          <symbol type="line" name="@1@1" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="122,75,0,255"/>
                <Option type="QString" name="line_style" value="solid"/>
                <Option type="QString" name="line_width" value="0.3"/>
                <Option type="QString" name="line_width_unit" value="MM"/>
                <Option type="QString" name="capstyle" value="flat"/>
                <Option type="QString" name="joinstyle" value="miter"/>
                <Option type="QString" name="draw_inside_polygon" value="0"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="247,220,214,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="165,0,38,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.35"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="angle" value="45"/>
            <Option type="QString" name="distance" value="2.0"/>
            <Option type="QString" name="distance_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="line_width" value="0.3"/>
            <Option type="QString" name="color" value="165,0,38,255"/>
          </Option>
          <symbol type="line" name="@2@1" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="165,0,38,255"/>
                <Option type="QString" name="line_style" value="solid"/>
                <Option type="QString" name="line_width" value="0.3"/>
                <Option type="QString" name="line_width_unit" value="MM"/>
                <Option type="QString" name="capstyle" value="flat"/>
                <Option type="QString" name="joinstyle" value="miter"/>
                <Option type="QString" name="draw_inside_polygon" value="0"/>
              </Option>
            </layer>
          </symbol>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="angle" value="135"/>
            <Option type="QString" name="distance" value="2.0"/>
            <Option type="QString" name="distance_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="line_width" value="0.3"/>
            <Option type="QString" name="color" value="165,0,38,255"/>
          </Option>
          <symbol type="line" name="@2@2" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="165,0,38,255"/>
                <Option type="QString" name="line_style" value="solid"/>
                <Option type="QString" name="line_width" value="0.3"/>
                <Option type="QString" name="line_width_unit" value="MM"/>
                <Option type="QString" name="capstyle" value="flat"/>
                <Option type="QString" name="joinstyle" value="miter"/>
                <Option type="QString" name="draw_inside_polygon" value="0"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
    </symbols>
    <orderby>
      <orderByClause asc="0" nullsFirst="1">"rank"</orderByClause>
    </orderby>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="kavel">
      <rule key="far" description="top 10" filter="&quot;rank&quot; &lt;= 10" scalemindenom="25000" scalemaxdenom="250000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;rank&quot;" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="8" fontSizeUnit="Point" fontWeight="75" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="26,26,26,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="9" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="1" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="mid" description="11 to 50" filter="&quot;rank&quot; &gt; 10 AND &quot;rank&quot; &lt;= 50" scalemindenom="25000" scalemaxdenom="100000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;rank&quot;" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="7" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="26,26,26,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="5" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="rest" description="51 and on" filter="&quot;rank&quot; &gt; 50" scalemindenom="25000" scalemaxdenom="40000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;rank&quot;" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="6.5" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="77,77,77,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="3" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="near" description="rank and name" filter="&quot;rank&quot; IS NOT NULL" scalemaxdenom="25000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;rank&quot; || CASE WHEN bounds_width($geometry) / @map_scale * 1000 &gt; 8 + 1.8 * length(&quot;name&quot;) THEN &#x27;. &#x27; || &quot;name&quot; ELSE &#x27;&#x27; END" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="8" fontSizeUnit="Point" fontWeight="75" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="26,26,26,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="8" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="out" description="excluded" filter="&quot;rank&quot; IS NULL" scalemaxdenom="15000">
        <settings calloutType="simple">
          <text-style fieldName="CASE WHEN bounds_width($geometry) / @map_scale * 1000 &gt; 8 + 1.8 * length(coalesce(&quot;name&quot;, &quot;plot_id&quot;)) THEN coalesce(&quot;name&quot;, &#x27;@{kavel|plot} &#x27; || &quot;plot_id&quot;) ELSE &#x27;&#x27; END" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="7" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="77,77,77,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="2" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <aliases>
    <alias field="rank" name="@{Rang|Rank}"/>
    <alias field="plot_id" name="@{Kavel|Plot}"/>
    <alias field="name" name="@{Naam|Name}"/>
    <alias field="status" name="Status"/>
    <alias field="light" name="@{Licht|Light}"/>
    <alias field="score" name="Score"/>
    <alias field="score_low" name="@{Score, laagst|Score, lowest}"/>
    <alias field="score_high" name="@{Score, hoogst|Score, highest}"/>
    <alias field="failed" name="@{Voldoet niet aan|Fails}"/>
    <alias field="conditions" name="@{Voorwaarden|Conditions}"/>
    <alias field="area_ha" name="@{Oppervlakte (ha)|Area (ha)}"/>
  </aliases>
  <previewExpression>coalesce(&quot;rank&quot; || &#x27;. &#x27;, &#x27;&#x27;) || coalesce(&quot;name&quot;, &quot;plot_id&quot;)</previewExpression>
  <mapTip>&lt;b&gt;[% coalesce(&quot;rank&quot; || &#x27;. &#x27;, &#x27;&#x27;) || coalesce(&quot;name&quot;, &quot;plot_id&quot;) %]&lt;/b&gt;&lt;br/&gt;[% CASE &quot;status&quot; WHEN &#x27;suitable&#x27; THEN &#x27;@{geen belemmering gevonden|no obstacle found}&#x27; WHEN &#x27;conditional&#x27; THEN &#x27;@{onder voorwaarden|conditional}&#x27; WHEN &#x27;excluded&#x27; THEN &#x27;@{uitgesloten|excluded}&#x27; ELSE &#x27;@{niet te beoordelen|cannot be judged}&#x27; END %]&lt;br/&gt;@{score|score} [% coalesce(format_number(&quot;score&quot;, 1), &#x27;-&#x27;) %] · [% format_number(&quot;area_ha&quot;, 1) %] ha[% CASE WHEN &quot;conditions&quot; IS NOT NULL THEN &#x27;&lt;br/&gt;&#x27; || &quot;conditions&quot; WHEN &quot;failed&quot; IS NOT NULL THEN &#x27;&lt;br/&gt;@{voldoet niet aan|fails} &#x27; || &quot;failed&quot; ELSE &#x27;&#x27; END %]</mapTip>
</qgis>

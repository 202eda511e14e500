<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<qgis version="3.22.16" styleCategories="Symbology|Labeling|Fields|MapTips|Rendering" labelsEnabled="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" symbologyReferenceScale="-1" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" referencescale="-1" enableorderby="1">
    <rules key="kavel">
      <rule key="r1" symbol="0" filter="&quot;rank&quot; &lt;= 10" label="@{rang 1 tot en met 10|rank 1 to 10}"/>
      <rule key="r2" symbol="1" filter="&quot;rank&quot; &gt; 10 AND &quot;rank&quot; &lt;= 25" label="@{rang 11 tot en met 25|rank 11 to 25}"/>
      <rule key="r3" symbol="2" filter="&quot;rank&quot; &gt; 25 AND &quot;rank&quot; &lt;= 50" label="@{rang 26 tot en met 50|rank 26 to 50}"/>
      <rule key="r4" symbol="3" filter="&quot;rank&quot; &gt; 50" label="@{rang 51 en verder|rank 51 and on}"/>
      <rule key="conditional" symbol="4" filter="&quot;status&quot; = &#x27;conditional&#x27;" label="@{onder voorwaarden|conditional}"/>
      <rule key="excluded" symbol="5" filter="&quot;status&quot; = &#x27;excluded&#x27;" label="@{uitgesloten|excluded}"/>
      <rule key="unusable" symbol="6" filter="&quot;status&quot; = &#x27;unusable&#x27;" label="@{niet te beoordelen|cannot be judged}"/>
    </rules>
    <symbols>
      <symbol type="fill" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="12,44,132,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="10,31,92,255"/>
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
            <Option type="QString" name="color" value="44,127,184,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="10,31,92,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.25"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="127,205,187,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="31,95,99,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.2"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="237,248,177,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="92,107,58,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.2"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="LinePatternFill" enabled="1" locked="0" pass="1">
          <Option type="Map">
            <Option type="QString" name="angle" value="135"/>
            <Option type="QString" name="distance" value="2.6"/>
            <Option type="QString" name="distance_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="line_width" value="0.2"/>
            <Option type="QString" name="color" value="179,88,6,255"/>
          </Option>
          <symbol type="line" name="@4@0" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="255,255,255,255"/>
                <Option type="QString" name="line_style" value="solid"/>
                <Option type="QString" name="line_width" value="0.45"/>
                <Option type="QString" name="line_width_unit" value="MM"/>
                <Option type="QString" name="capstyle" value="flat"/>
                <Option type="QString" name="joinstyle" value="miter"/>
                <Option type="QString" name="draw_inside_polygon" value="0"/>
              </Option>
            </layer>
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="179,88,6,255"/>
                <Option type="QString" name="line_style" value="solid"/>
                <Option type="QString" name="line_width" value="0.2"/>
                <Option type="QString" name="line_width_unit" value="MM"/>
                <Option type="QString" name="capstyle" value="flat"/>
                <Option type="QString" name="joinstyle" value="miter"/>
                <Option type="QString" name="draw_inside_polygon" value="0"/>
              </Option>
            </layer>
          </symbol>
        </layer>
        <layer class="SimpleLine" enabled="1" locked="0" pass="1">
          <Option type="Map">
            <Option type="QString" name="line_color" value="163,71,0,255"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.2"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="miter"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="5" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="227,227,227,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="138,138,138,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.2"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="angle" value="45"/>
            <Option type="QString" name="distance" value="1.6"/>
            <Option type="QString" name="distance_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="line_width" value="0.22"/>
            <Option type="QString" name="color" value="154,154,154,255"/>
          </Option>
          <symbol type="line" name="@5@1" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="154,154,154,255"/>
                <Option type="QString" name="line_style" value="solid"/>
                <Option type="QString" name="line_width" value="0.22"/>
                <Option type="QString" name="line_width_unit" value="MM"/>
                <Option type="QString" name="capstyle" value="flat"/>
                <Option type="QString" name="joinstyle" value="miter"/>
                <Option type="QString" name="draw_inside_polygon" value="0"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol type="fill" name="6" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="255,255,255,255"/>
            <Option type="QString" name="style" value="no"/>
            <Option type="QString" name="outline_color" value="138,138,138,255"/>
            <Option type="QString" name="outline_style" value="dot"/>
            <Option type="QString" name="outline_width" value="0.2"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
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

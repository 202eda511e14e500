<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<qgis version="3.22.16" styleCategories="Symbology|Labeling|Fields|MapTips|Rendering" labelsEnabled="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" symbologyReferenceScale="-1" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" referencescale="-1" enableorderby="1">
    <rules key="kavel">
      <rule key="scored" filter="&quot;status&quot; IN (&#x27;suitable&#x27;, &#x27;conditional&#x27;) AND &quot;{{column}}&quot; IS NOT NULL" label="{{title}} @{(score 0 tot 100, in hele punten)|(score 0 to 100, in whole points)}">
        <rule key="s1" symbol="0" filter="round(&quot;{{column}}&quot;) &gt;= 80" label="@{80 en hoger|80 and above}"/>
        <rule key="s2" symbol="1" filter="round(&quot;{{column}}&quot;) &gt;= 60 AND round(&quot;{{column}}&quot;) &lt; 80" label="@{60 tot en met 79|60 to 79}"/>
        <rule key="s3" symbol="2" filter="round(&quot;{{column}}&quot;) &gt;= 40 AND round(&quot;{{column}}&quot;) &lt; 60" label="@{40 tot en met 59|40 to 59}"/>
        <rule key="s4" symbol="3" filter="round(&quot;{{column}}&quot;) &gt;= 20 AND round(&quot;{{column}}&quot;) &lt; 40" label="@{20 tot en met 39|20 to 39}"/>
        <rule key="s5" symbol="4" filter="round(&quot;{{column}}&quot;) &lt; 20" label="@{lager dan 20|below 20}"/>
      </rule>
      <rule key="excluded" symbol="5" filter="&quot;status&quot; = &#x27;excluded&#x27;" label="@{uitgesloten|excluded}"/>
      <rule key="without" symbol="6" filter="&quot;status&quot; &lt;&gt; &#x27;excluded&#x27; AND (&quot;status&quot; = &#x27;unusable&#x27; OR &quot;{{column}}&quot; IS NULL)" label="@{geen score|no score}"/>
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
            <Option type="QString" name="color" value="65,182,196,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="16,70,92,255"/>
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
            <Option type="QString" name="color" value="161,218,180,255"/>
            <Option type="QString" name="style" value="solid"/>
            <Option type="QString" name="outline_color" value="31,95,99,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.2"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
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
      <orderByClause asc="1" nullsFirst="1">"{{column}}"</orderByClause>
    </orderby>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="kavel">
      <rule key="far" description="scores" filter="&quot;rank&quot; IS NOT NULL AND &quot;{{column}}&quot; IS NOT NULL" scalemindenom="25000" scalemaxdenom="100000">
        <settings calloutType="simple">
          <text-style fieldName="to_string(to_int(round(&quot;{{column}}&quot;)))" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="7" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="26,26,26,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="5" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="1" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="near" description="name and score" filter="&quot;rank&quot; IS NOT NULL AND &quot;{{column}}&quot; IS NOT NULL" scalemaxdenom="25000">
        <settings calloutType="simple">
          <text-style fieldName="CASE WHEN bounds_width($geometry) / @map_scale * 1000 &gt; 8 + 1.8 * length(&quot;name&quot;) THEN &quot;name&quot; || &#x27;: &#x27; ELSE &#x27;&#x27; END || to_string(to_int(round(&quot;{{column}}&quot;)))" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="8" fontSizeUnit="Point" fontWeight="75" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="26,26,26,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="8" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="1" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="out" description="excluded" filter="&quot;rank&quot; IS NULL" scalemaxdenom="15000">
        <settings calloutType="simple">
          <text-style fieldName="CASE WHEN bounds_width($geometry) / @map_scale * 1000 &gt; 8 + 1.8 * length(coalesce(&quot;name&quot;, &quot;plot_id&quot;)) THEN coalesce(&quot;name&quot;, &#x27;@{kavel|plot} &#x27; || &quot;plot_id&quot;) ELSE &#x27;&#x27; END" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="7" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="77,77,77,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="2" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="2" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="1" repeatDistance="0"/>
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
  <mapTip>&lt;b&gt;[% coalesce(&quot;rank&quot; || &#x27;. &#x27;, &#x27;&#x27;) || coalesce(&quot;name&quot;, &quot;plot_id&quot;) %]&lt;/b&gt;&lt;br/&gt;[% CASE &quot;status&quot; WHEN &#x27;suitable&#x27; THEN &#x27;@{geen belemmering gevonden|no obstacle found}&#x27; WHEN &#x27;conditional&#x27; THEN &#x27;@{onder voorwaarden|conditional}&#x27; WHEN &#x27;excluded&#x27; THEN &#x27;@{uitgesloten|excluded}&#x27; ELSE &#x27;@{niet te beoordelen|cannot be judged}&#x27; END %]&lt;br/&gt;@{thema|theme} [% coalesce(format_number(&quot;{{column}}&quot;, 1), &#x27;-&#x27;) %] · @{score|score} [% coalesce(format_number(&quot;score&quot;, 1), &#x27;-&#x27;) %] · [% format_number(&quot;area_ha&quot;, 1) %] ha[% CASE WHEN &quot;conditions&quot; IS NOT NULL THEN &#x27;&lt;br/&gt;&#x27; || &quot;conditions&quot; WHEN &quot;failed&quot; IS NOT NULL THEN &#x27;&lt;br/&gt;@{voldoet niet aan|fails} &#x27; || &quot;failed&quot; ELSE &#x27;&#x27; END %]</mapTip>
</qgis>

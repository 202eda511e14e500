<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<qgis version="3.22.16" styleCategories="Symbology|Labeling|Fields|MapTips|Rendering" labelsEnabled="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" symbologyReferenceScale="-1" hasScaleBasedVisibilityFlag="1" minScale="50000" maxScale="0">
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" referencescale="-1" enableorderby="0">
    <rules key="kavel">
      <rule key="far" symbol="3" filter="&quot;kind&quot; = &#x27;nearest&#x27; AND &quot;amount&quot; &gt; 2000" label="@{lijn naar het dichtstbijzijnde, verder dan 2 km|line to the nearest, beyond 2 km}"/>
      <rule key="nearest" symbol="0" filter="&quot;kind&quot; = &#x27;nearest&#x27; AND &quot;amount&quot; &lt;= 2000" label="@{lijn naar het dichtstbijzijnde|line to the nearest}"/>
      <rule key="touching" symbol="1" filter="&quot;kind&quot; = &#x27;nearest&#x27; AND &quot;amount&quot; &lt;= 2000" label="@{raakt of ligt op de kavel|touches or lies on the plot}"/>
      <rule key="overlap" symbol="2" filter="&quot;kind&quot; = &#x27;overlap&#x27;" label="@{deel op de kavel|part on the plot}"/>
      <rule key="connection" symbol="4" filter="&quot;kind&quot; = &#x27;connection&#x27;" label="@{aansluiting op het net, hemelsbreed|connection to the grid, straight line}"/>
      <rule key="route" symbol="5" filter="&quot;kind&quot; = &#x27;route&#x27;" label="@{route langs het net|route along the network}"/>
      <rule key="hall" symbol="6" filter="&quot;kind&quot; = &#x27;hall&#x27;" label="@{hal die past|hall that fits}"/>
    </rules>
    <symbols>
      <symbol type="line" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="77,77,77,255"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.3"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="miter"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
            <Option type="QString" name="use_custom_dash" value="1"/>
            <Option type="QString" name="customdash" value="1.2;0.9"/>
            <Option type="QString" name="customdash_unit" value="MM"/>
          </Option>
        </layer>
        <layer class="MarkerLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="placement" value="lastvertex"/>
            <Option type="QString" name="rotate" value="0"/>
          </Option>
          <symbol type="marker" name="@0@1" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="name" value="circle"/>
                <Option type="QString" name="size" value="1.4"/>
                <Option type="QString" name="size_unit" value="MM"/>
                <Option type="QString" name="color" value="255,255,255,255"/>
                <Option type="QString" name="outline_color" value="51,51,51,255"/>
                <Option type="QString" name="outline_width" value="0.3"/>
                <Option type="QString" name="outline_style" value="solid"/>
                <Option type="QString" name="outline_width_unit" value="MM"/>
              </Option>
            </layer>
          </symbol>
        </layer>
      </symbol>
      <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="circle"/>
            <Option type="QString" name="size" value="1.8"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="255,255,255,255"/>
            <Option type="QString" name="outline_color" value="51,51,51,255"/>
            <Option type="QString" name="outline_width" value="0.4"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="255,255,255,255"/>
            <Option type="QString" name="style" value="no"/>
            <Option type="QString" name="outline_color" value="106,44,145,255"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width" value="0.35"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
        <layer class="LinePatternFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="angle" value="135"/>
            <Option type="QString" name="distance" value="1.4"/>
            <Option type="QString" name="distance_unit" value="MM"/>
            <Option type="QString" name="offset" value="0"/>
            <Option type="QString" name="line_width" value="0.3"/>
            <Option type="QString" name="color" value="106,44,145,255"/>
          </Option>
          <symbol type="line" name="@2@1" alpha="1" clip_to_extent="1" force_rhr="0">
            <layer class="SimpleLine" enabled="1" locked="0" pass="0">
              <Option type="Map">
                <Option type="QString" name="line_color" value="106,44,145,255"/>
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
      <symbol type="line" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="196,196,196,255"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.13"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="capstyle" value="flat"/>
            <Option type="QString" name="joinstyle" value="miter"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="line" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="20,20,20,255"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.2"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="joinstyle" value="round"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="line" name="5" alpha="0.75" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleLine" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="line_color" value="33,102,172,255"/>
            <Option type="QString" name="line_style" value="solid"/>
            <Option type="QString" name="line_width" value="0.45"/>
            <Option type="QString" name="line_width_unit" value="MM"/>
            <Option type="QString" name="capstyle" value="round"/>
            <Option type="QString" name="joinstyle" value="round"/>
            <Option type="QString" name="draw_inside_polygon" value="0"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="fill" name="6" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleFill" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="color" value="255,255,255,255"/>
            <Option type="QString" name="style" value="no"/>
            <Option type="QString" name="outline_color" value="77,77,77,255"/>
            <Option type="QString" name="outline_style" value="dash"/>
            <Option type="QString" name="outline_width" value="0.35"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
            <Option type="QString" name="joinstyle" value="miter"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="kavel">
      <rule key="line" description="along the line" filter="&quot;kind&quot; = &#x27;nearest&#x27; AND &quot;amount&quot; &lt;= 2000" scalemaxdenom="15000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;label&quot; || CASE &quot;unit&quot; WHEN &#x27;m&#x27; THEN &#x27; (&#x27; || format_number(&quot;amount&quot;, 0) || &#x27; m)&#x27; WHEN &#x27;m2&#x27; THEN &#x27; (&#x27; || format_number(&quot;amount&quot; / 10000, 2) || &#x27; ha)&#x27; ELSE &#x27;&#x27; END" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="7" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="51,51,51,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="2"  priority="3" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="3" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
      <rule key="part" description="on the part" filter="&quot;kind&quot; = &#x27;overlap&#x27;" scalemaxdenom="15000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;label&quot; || CASE &quot;unit&quot; WHEN &#x27;m&#x27; THEN &#x27; (&#x27; || format_number(&quot;amount&quot;, 0) || &#x27; m)&#x27; WHEN &#x27;m2&#x27; THEN &#x27; (&#x27; || format_number(&quot;amount&quot; / 10000, 2) || &#x27; ha)&#x27; ELSE &#x27;&#x27; END" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="7" fontSizeUnit="Point" fontWeight="50" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="74,26,102,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <text-format wrapChar="" autoWrapLength="0" multilineAlign="1" formatNumbers="0" decimals="3" plussign="0" addDirectionSymbol="0"/>
          <placement placement="4" centroidWhole="1" centroidInside="1" priority="4" dist="0.6" distUnits="MM" quadOffset="4" placementFlags="10" polygonPlacementFlags="3" maxCurvedCharAngleIn="25" maxCurvedCharAngleOut="-25" xOffset="0" yOffset="0" offsetUnits="MM" rotationAngle="0" preserveRotation="1" fitInPolygonOnly="0" repeatDistance="0"/>
          <rendering drawLabels="1" scaleVisibility="0" obstacle="0" obstacleFactor="1" obstacleType="1" upsidedownLabels="0" displayAll="0" labelPerPart="0" mergeLines="0" minFeatureSize="0" limitNumLabels="0" maxNumLabels="2000" fontLimitPixelSize="0" zIndex="0"/>
        </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
  <featureBlendMode>0</featureBlendMode>
  <layerOpacity>1</layerOpacity>
  <aliases>
    <alias field="plot_id" name="@{Kavel|Plot}"/>
    <alias field="rule_id" name="@{Regel|Rule}"/>
    <alias field="kind" name="@{Soort|Kind}"/>
    <alias field="label" name="@{Object|Feature}"/>
    <alias field="amount" name="@{Hoeveel|Amount}"/>
    <alias field="unit" name="@{Eenheid|Unit}"/>
  </aliases>
  <previewExpression>&quot;label&quot;</previewExpression>
  <mapTip>&lt;b&gt;[% &quot;label&quot; %]&lt;/b&gt;&lt;br/&gt;[% &quot;rule_id&quot; %][% CASE WHEN &quot;amount&quot; IS NOT NULL THEN &#x27;: &#x27; || format_number(&quot;amount&quot;, 0) || &#x27; &#x27; || coalesce(&quot;unit&quot;, &#x27;&#x27;) ELSE &#x27;&#x27; END %]</mapTip>
</qgis>

<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<!-- SPDX-License-Identifier: EUPL-1.2 -->
<qgis version="3.22.16" styleCategories="Symbology|Labeling|Fields|MapTips|Rendering" labelsEnabled="1" simplifyDrawingHints="1" simplifyAlgorithm="0" simplifyDrawingTol="1" simplifyLocal="1" simplifyMaxScale="1" symbologyReferenceScale="-1" hasScaleBasedVisibilityFlag="0" minScale="100000000" maxScale="0">
  <renderer-v2 type="RuleRenderer" symbollevels="0" forceraster="0" referencescale="-1" enableorderby="0">
    <rules key="kavel">
      <rule key="hv-full" symbol="0" filter="(coalesce(&quot;voltage_kv&quot;, 0) &gt;= 50) AND (&quot;first_not_fitting&quot; IS NOT NULL)" label="@{hoogspanning, vol: niet elke kavel past, in deze volgorde|high voltage, full: not every plot fits, in this order}"/>
      <rule key="hv-room" symbol="1" filter="(coalesce(&quot;voltage_kv&quot;, 0) &gt;= 50) AND (&quot;first_not_fitting&quot; IS NULL AND &quot;plots_wanting&quot; &gt; 0)" label="@{hoogspanning, elke kavel past|high voltage, every plot fits}"/>
      <rule key="hv-idle" symbol="2" filter="(coalesce(&quot;voltage_kv&quot;, 0) &gt;= 50) AND (&quot;plots_wanting&quot; = 0 OR &quot;plots_wanting&quot; IS NULL)" label="@{hoogspanning, geen kavel vraagt hier|high voltage, no plot asks here}"/>
      <rule key="mv-full" symbol="3" filter="NOT (coalesce(&quot;voltage_kv&quot;, 0) &gt;= 50) AND (&quot;first_not_fitting&quot; IS NOT NULL)" label="@{middenspanning, vol: niet elke kavel past, in deze volgorde|medium voltage, full: not every plot fits, in this order}"/>
      <rule key="mv-room" symbol="4" filter="NOT (coalesce(&quot;voltage_kv&quot;, 0) &gt;= 50) AND (&quot;first_not_fitting&quot; IS NULL AND &quot;plots_wanting&quot; &gt; 0)" label="@{middenspanning, elke kavel past|medium voltage, every plot fits}"/>
      <rule key="mv-idle" symbol="5" filter="NOT (coalesce(&quot;voltage_kv&quot;, 0) &gt;= 50) AND (&quot;plots_wanting&quot; = 0 OR &quot;plots_wanting&quot; IS NULL)" label="@{middenspanning, geen kavel vraagt hier|medium voltage, no plot asks here}"/>
    </rules>
    <symbols>
      <symbol type="marker" name="0" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="square"/>
            <Option type="QString" name="size" value="5.0"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="194,90,60,255"/>
            <Option type="QString" name="outline_color" value="51,12,4,255"/>
            <Option type="QString" name="outline_width" value="0.6"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="1" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="square"/>
            <Option type="QString" name="size" value="5.0"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="0,114,178,255"/>
            <Option type="QString" name="outline_color" value="0,40,64,255"/>
            <Option type="QString" name="outline_width" value="0.4"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="2" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="square"/>
            <Option type="QString" name="size" value="5.0"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="255,255,255,255"/>
            <Option type="QString" name="outline_color" value="77,77,77,255"/>
            <Option type="QString" name="outline_width" value="0.4"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="3" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="triangle"/>
            <Option type="QString" name="size" value="3.8"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="194,90,60,255"/>
            <Option type="QString" name="outline_color" value="51,12,4,255"/>
            <Option type="QString" name="outline_width" value="0.6"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="4" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="triangle"/>
            <Option type="QString" name="size" value="3.8"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="0,114,178,255"/>
            <Option type="QString" name="outline_color" value="0,40,64,255"/>
            <Option type="QString" name="outline_width" value="0.4"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
      <symbol type="marker" name="5" alpha="1" clip_to_extent="1" force_rhr="0">
        <layer class="SimpleMarker" enabled="1" locked="0" pass="0">
          <Option type="Map">
            <Option type="QString" name="name" value="triangle"/>
            <Option type="QString" name="size" value="3.8"/>
            <Option type="QString" name="size_unit" value="MM"/>
            <Option type="QString" name="color" value="255,255,255,255"/>
            <Option type="QString" name="outline_color" value="77,77,77,255"/>
            <Option type="QString" name="outline_width" value="0.4"/>
            <Option type="QString" name="outline_style" value="solid"/>
            <Option type="QString" name="outline_width_unit" value="MM"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="rule-based">
    <rules key="kavel">
      <rule key="name" description="name" scalemaxdenom="150000">
        <settings calloutType="simple">
          <text-style fieldName="&quot;name&quot; || &#x27;\n@{past: |fits: }&#x27; || &quot;plots_served&quot; || &#x27; @{van|of} &#x27; || &quot;plots_wanting&quot;" isExpression="1" fontFamily="Open Sans" namedStyle="" fontSize="8" fontSizeUnit="Point" fontWeight="75" fontItalic="0" fontUnderline="0" fontStrikeout="0" fontKerning="1" fontLetterSpacing="0" fontWordSpacing="0" capitalization="0" textColor="51,51,51,255" textOpacity="1" textOrientation="horizontal" multilineHeight="1" blendMode="0" allowHtml="0" useSubstitutions="0">
            <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255" bufferNoFill="1" bufferOpacity="1" bufferJoinStyle="128" bufferBlendMode="0"/>
          </text-style>
          <placement placement="6" dist="1.6" distUnits="MM" priority="8"/>
          <rendering obstacle="1" drawLabels="1" displayAll="0" scaleVisibility="0"/>
        </settings>
      </rule>
    </rules>
  </labeling>
  <blendMode>0</blendMode>
</qgis>

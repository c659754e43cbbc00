// What the corpus report draws with, and no more of ECharts than that; README.md says how this becomes echarts.min.js.
import { init, use } from "echarts/core";
import { BarChart, GraphChart, HeatmapChart, ScatterChart } from "echarts/charts";
import { AriaComponent, DataZoomComponent, GridComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart, GraphChart, HeatmapChart, ScatterChart,
  AriaComponent, DataZoomComponent, GridComponent, TooltipComponent, VisualMapComponent,
  LabelLayout, CanvasRenderer,
]);
export { init };

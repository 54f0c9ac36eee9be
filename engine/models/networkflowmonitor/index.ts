import type { ResourceModel } from "../model.ts";
import { monitorModel } from "./monitor.ts";
import { scopeModel } from "./scope.ts";

/** What Network Flow Monitor answers. */
export const networkFlowMonitorModels: ResourceModel[] = [scopeModel, monitorModel];

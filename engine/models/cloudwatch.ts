import { arn, chosen, declare, fixed, same, composed } from "./declare.ts";
import { uuid } from "./formats.ts";
import { jsonProblems } from "./json.ts";
import type { ResourceModel } from "./model.ts";

const cites = ["cloudwatch-arn-forms"];

/** Log groups, alarms, dashboards and EventBridge rules, which `@pulumi/aws` keeps in `cloudwatch`. */
export const cloudwatchModels: ResourceModel[] = [
  declare({
    type: "aws:cloudwatch/logGroup:LogGroup",
    cites,
    autoName: { property: "name", maxLength: 512, prefixProperty: "namePrefix" },
    id: same("name"),
    outputs: { arn: arn("logs", (f) => `log-group:${f.text("name")}`), retentionInDays: fixed(0) },
  }),
  declare({
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    cites,
    autoName: { property: "name", maxLength: 255 },
    id: same("name"),
    outputs: {
      arn: arn("cloudwatch", (f) => `alarm:${f.text("name")}`),
      actionsEnabled: fixed(true),
      treatMissingData: fixed("missing"),
    },
  }),
  declare({
    type: "aws:cloudwatch/dashboard:Dashboard",
    cites,
    id: same("dashboardName"),
    outputs: {
      dashboardArn: chosen((f) => {
        return `arn:${f.partition}:cloudwatch::${f.accountId}:dashboard/${f.text("dashboardName")}`;
      }),
    },
    check: (inputs) => jsonProblems(inputs, "dashboardBody"),
  }),
  declare({
    type: "aws:cloudwatch/eventRule:EventRule",
    cites,
    autoName: { property: "name", maxLength: 64, prefixProperty: "namePrefix" },
    id: same("name"),
    outputs: { arn: arn("events", (f) => `rule/${f.text("name")}`), eventBusName: fixed("default") },
    check: (inputs) => jsonProblems(inputs, "eventPattern"),
  }),
  declare({
    type: "aws:cloudwatch/eventTarget:EventTarget",
    cites,
    id: composed((f) => `${f.text("rule")}-${f.text("targetId")}`),
    outputs: { targetId: chosen(uuid), eventBusName: fixed("default") },
  }),
  declare({
    type: "aws:cloudwatch/eventBus:EventBus",
    cites,
    id: same("name"),
    outputs: { arn: arn("events", (f) => `event-bus/${f.text("name")}`) },
  }),
];

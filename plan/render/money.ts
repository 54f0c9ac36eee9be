import type { Cost, CostItem } from "../cost.ts";
import type { Plan } from "../plan.ts";
import type { Price } from "../prices.ts";
import { supportReadOn, supportSource } from "../versions.ts";
import { bullet, width, type Brush, type Paint } from "./paint.ts";

const amountWidth = 12;

/** The section on what starts to cost money; empty when nothing does. */
export function moneyLines(plan: Plan, verbose: boolean, paint: Paint): string[] {
  const { cost } = plan;
  if (cost.items.length === 0) return [];
  const counted = cost.items.filter(({ state }) => state !== "by use");
  return [
    paint.title(
      "What starts to cost money".padEnd(width - amountWidth) + "US$ a month".padStart(amountWidth),
    ),
    ...counted.map((item) => itemLine(item, cost, paint)),
    amountLine("at least", cost.monthly.toFixed(2), paint.title),
    ...cost.leavesOut.flatMap(bullet).map(paint.dim),
    ...bullet("List prices; `--verbose` names the source and date of each")
      .map(paint.dim)
      .slice(verbose ? 1 : 0),
    ...(verbose ? [...sourceLines(counted), ...supportLines(plan)] : []),
  ];
}

function itemLine(item: CostItem, cost: Cost, paint: Paint): string {
  const { what, count, unit, price, monthly, state } = item;
  const number = count === undefined ? "number not in the program" : `${count}`;
  const of = price === undefined ? `${number} ${unit}` : `${number} × ${priceText(price, cost)} per ${unit}`;
  const text = `${what.padEnd(44)} ${of}`;
  return amountLine(
    text,
    monthly === undefined ? state : monthly.toFixed(2),
    monthly === undefined ? paint.doubtful : plain,
  );
}

function plain(content: string): string {
  return content;
}

function amountLine(content: string, amount: string, brush: Brush): string {
  const start = `  ${content} `;
  return start + brush(amount.padStart(Math.max(amount.length, width - start.length)));
}

function priceText({ amount, unit }: Price, cost: Cost): string {
  return unit === "hour" ? `${cost.hoursPerMonth} h × ${dollars(amount)}` : dollars(amount);
}

/** At least cents, and all the digits that a price has. */
function dollars(amount: number): string {
  const cents = amount.toFixed(2);
  return `$${Number(cents) === amount ? cents : amount}`;
}

function supportLines({ watch }: Plan): string[] {
  const known = (watch.clusters ?? []).some(({ support }) => support !== undefined);
  return known ? bullet(`Days of Kubernetes support: ${supportSource}; read on ${supportReadOn}`) : [];
}

function sourceLines(items: readonly CostItem[]): string[] {
  const sources = new Set<string>();
  for (const { what, price } of items) {
    if (price === undefined) continue;
    const { amount, unit, region, source, via, date } = price;
    sources.add(
      `${what}: ${dollars(amount)} per ${unit}, ${source}, Region: ${region}; read in ${via}, ${date}`,
    );
  }
  return [...sources].sort().flatMap(bullet);
}

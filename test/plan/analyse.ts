import { makePlan, type Plan } from "../../plan/index.ts";
import { simulate, type Program } from "./simulate.ts";

/** The plan of a pretended program. */
export function planOf(program: (p: Program) => void, region = "ap-northeast-1"): Plan {
  const { preview, update } = simulate(program);
  return makePlan(preview, update, { project: "shop", stack: "dev", region });
}

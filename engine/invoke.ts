import { isDeepStrictEqual } from "node:util";
import { builtinInvoke } from "./builtins.ts";
import { resourceProto } from "./proto.ts";
import { callEnvironmentOf } from "./provided.ts";
import { stop, type RunState } from "./state.ts";
import type { RecordedInvoke } from "./types.ts";
import type { Values } from "./values.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The argument by which the program's process marks a call whose result may be unknown; see runner/preload.cts. */
const OUTPUT_FORM = "aws-network-flow-monitor:output";

/** A function call. */
export interface FunctionCall {
  token: string;
  args: Values;
  /** Reference of an explicit provider, `urn::id`, or empty. */
  provider: string;
}

/**
 * Answers a function call of the program. Undefined means unknown: the program gets an unknown Output. A call that the
 * program awaits cannot be answered so, because plain code would go on with nothing: it stops the run. Throws an Error
 * in the real engine's words when the function refuses its arguments.
 */
export async function invoke(state: RunState, call: FunctionCall): Promise<Values | undefined> {
  const { [OUTPUT_FORM]: mayBeUnknown, ...args } = call.args;
  const changed = await transformedCall(state, { ...call, args });
  const answer = answered(state, changed);
  if (answer === undefined && mayBeUnknown !== true) {
    throw stop(
      state,
      `the program awaits ${changed.token}(${JSON.stringify(changed.args)}), which nothing here can answer: give its result under ` +
        `"invokes" in a file and name that with --answers FILE, or call the Output form of the function`,
    );
  }
  return answer;
}

function answered(state: RunState, call: FunctionCall): Values | undefined {
  const { token, args } = call;
  try {
    return builtinInvoke(state, token, args) ?? answerInvoke(state, call);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`invocation of ${token} returned an error: ${reason}`, { cause: error });
  }
}

/** Answers from the user's file, else from a model, and records who answered. */
export function answerInvoke(state: RunState, call: FunctionCall): Values | undefined {
  const { token, args, provider } = call;
  const given = givenAnswer(state, token, args);
  const model = state.request.models.invokes.get(token);
  const result = given ?? model?.answer(args, callEnvironmentOf(state, provider));
  const by: RecordedInvoke["answeredBy"] = given !== undefined ? "answers" : "model";
  state.invokes.push({
    token,
    args,
    ...(result !== undefined && { result }),
    answeredBy: result === undefined ? "nobody" : by,
  });
  return result;
}

/** The most specific answer: one for these arguments goes before one for any. */
function givenAnswer(state: RunState, token: string, args: Values): Values | undefined {
  const candidates = state.request.answers.invokes.filter((answer) => answer.token === token);
  const exact = candidates.find((answer) => isDeepStrictEqual(answer.args, args));
  return (exact ?? candidates.find((answer) => answer.args === undefined))?.result;
}

async function transformedCall(state: RunState, given: FunctionCall): Promise<FunctionCall> {
  const { token } = given;
  let { args, provider } = given;
  for (const transform of state.invokeTransforms) {
    const request = new resourceProto.TransformInvokeRequest();
    request.setToken(token);
    request.setArgs(toStruct(args));
    const options = new resourceProto.TransformInvokeOptions();
    options.setProvider(provider);
    request.setOptions(options);
    const response = resourceProto.TransformInvokeResponse.deserializeBinary(
      await transform(request.serializeBinary()),
    );
    const changed = response.getArgs();
    if (changed !== undefined) args = fromStruct(changed);
    provider = response.getOptions()?.getProvider() ?? provider;
  }
  return { token, args, provider };
}

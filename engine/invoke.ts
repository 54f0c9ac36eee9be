import { builtinInvoke } from "./builtins.ts";
import { isDeepStrictEqual } from "node:util";
import { resourceProto } from "./proto.ts";
import { stop, type RunState } from "./state.ts";
import type { RecordedInvoke } from "./types.ts";
import type { Values } from "./values.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** The argument by which the program's process marks a call whose result may be unknown; see runner/preload.cts. */
const OUTPUT_FORM = "aws-network-flow-monitor:output";

/**
 * Answers a function call of the program. Undefined means unknown: the program gets an unknown Output. A call that the
 * program awaits cannot be answered so, because plain code would go on with nothing: it stops the run. Throws an Error
 * in the real engine's words when the function refuses its arguments.
 */
export async function invoke(state: RunState, token: string, given: Values): Promise<Values | undefined> {
  const { [OUTPUT_FORM]: mayBeUnknown, ...args } = given;
  const changed = await transformedArgs(state, token, args);
  const answer = answered(state, token, changed);
  if (answer === undefined && mayBeUnknown !== true) {
    throw stop(
      state,
      `the program awaits ${token}(${JSON.stringify(changed)}), which nothing here can answer: give its result under ` +
        `"invokes" in a file and name that with --answers FILE, or call the Output form of the function`,
    );
  }
  return answer;
}

function answered(state: RunState, token: string, args: Values): Values | undefined {
  try {
    return builtinInvoke(state, token, args) ?? answerInvoke(state, token, args);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`invocation of ${token} returned an error: ${reason}`, { cause: error });
  }
}

/** Answers from the user's file, else from a model, and records who answered. */
export function answerInvoke(state: RunState, token: string, args: Values): Values | undefined {
  const given = givenAnswer(state, token, args);
  const result = given ?? state.request.models.invokes.get(token)?.answer(args, state.environment);
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

async function transformedArgs(state: RunState, token: string, given: Values): Promise<Values> {
  let args = given;
  for (const transform of state.invokeTransforms) {
    const request = new resourceProto.TransformInvokeRequest();
    request.setToken(token);
    request.setArgs(toStruct(args));
    request.setOptions(new resourceProto.TransformInvokeOptions());
    const response = resourceProto.TransformInvokeResponse.deserializeBinary(
      await transform(request.serializeBinary()),
    );
    const changed = response.getArgs();
    if (changed !== undefined) args = fromStruct(changed);
  }
  return args;
}

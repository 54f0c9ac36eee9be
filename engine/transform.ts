import { fromTransformOptions, toTransformOptions } from "./options.ts";
import { resourceProto } from "./proto.ts";
import type { Goal } from "./register.ts";
import type { Transform } from "./transforms.ts";
import { fromStruct, toStruct } from "./wire.ts";

/** Runs transforms over a resource, in order. Throws what the transform threw, in the words of the real engine. */
export async function transformed(
  goal: Goal,
  transforms: Transform[],
): Promise<Pick<Goal, "inputs" | "options" | "dependencies">> {
  let { inputs, options, dependencies } = goal;
  for (const transform of transforms) {
    const request = new resourceProto.TransformRequest();
    request.setType(goal.type);
    request.setName(goal.name);
    request.setCustom(goal.custom);
    request.setParent(goal.parent);
    request.setProperties(toStruct(inputs));
    request.setOptions(toTransformOptions(options, dependencies));
    const response = resourceProto.TransformResponse.deserializeBinary(
      await transform(request.serializeBinary()).catch((error: unknown) => {
        throw new Error(`invoke transform: ${error instanceof Error ? error.message : String(error)}`);
      }),
    );
    const properties = response.getProperties();
    if (properties !== undefined) inputs = fromStruct(properties);
    const changed = response.getOptions();
    if (changed === undefined) continue;
    options = fromTransformOptions(changed);
    dependencies = changed.getDependsOnList();
  }
  return { inputs, options, dependencies };
}

import type { Values } from "../../../engine/values.ts";

/** A refusal by an AWS API, worded as the provider words it. */
export class ApiError extends Error {
  constructor(doing: string, operation: string, code: string, message: string) {
    const [service = "", call = ""] = operation.split(":");
    super(
      `${doing}: operation error ${service}: ${call}, https response error StatusCode: ${statusOf(code)}, ` +
        `RequestID: simulated, ${code}: ${message}`,
    );
  }
}

const statuses: Record<string, number> = {
  ServiceQuotaExceededException: 402,
  ConflictException: 409,
  ResourceNotFoundException: 404,
  ThrottlingException: 429,
};

function statusOf(code: string): number {
  return statuses[code] ?? 400;
}

/**
 * What a provider reports of a resource that was made but did not become ready: Pulumi keeps it in the state and
 * tries again to make it ready.
 */
export class PartialError extends Error {
  id = "";
  outputs: Values = {};
}

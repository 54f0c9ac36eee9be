/** The processor architecture that instance types share. Throws, in the words of eks, when they do not. */
export function architectureOf(instanceTypes: string[]): "arm64" | "x86_64" {
  const graviton = instanceTypes.map((type) => {
    const match = /([a-z]+)([0-9]+)([a-z])?-?([a-z]+)?\.([a-zA-Z0-9-]+)/.exec(type);
    if (match === null) throw new Error(`Invalid EC2 instance type: ${type}`);
    return match[3] === "g";
  });
  if (graviton.includes(true) && graviton.includes(false)) {
    throw new Error(
      "Cannot determine architecture of instance types. The provided instance types do not share a common architecture",
    );
  }
  return graviton.includes(true) ? "arm64" : "x86_64";
}

/** What follows the part of a plan that the README shows. */
const end = "\nRelevant to security";

/** The README with the head of a plan in its first text block. Errors: throws when the README has no such block. */
export function withPlan(readme: string, plan: string): string {
  const block = /```text\n[\s\S]*?```/;
  if (!block.test(readme)) throw new Error("README.md has no text block for the plan");
  const head = plan.slice(0, plan.indexOf(end)).trimEnd();
  return readme.replace(block, () => `\`\`\`text\n${head}\n\`\`\``);
}

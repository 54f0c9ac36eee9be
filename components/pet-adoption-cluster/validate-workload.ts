import { parseArn } from "../shared/arn.ts";
import { cidrProblems } from "../shared/cidr.ts";
import { plain } from "../shared/inputs.ts";
import { oneOf, show, type Problem } from "../shared/problems.ts";
import { certificateArnProblems } from "../ec2-workload/validate.ts";
import type { PetAdoptionClusterArgs } from "./args.ts";
import { PetCompute, PetDatabase, PetWorkload } from "./choices.ts";
import { settingsOf } from "./settings.ts";
import { idleProblems } from "./validate-idle.ts";
import { validateImages } from "./validate-images.ts";
import { updaterProblems } from "./validate-updater.ts";

function passwordProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const given = args.database?.password;
  const password = plain(given);
  if (given !== undefined && password === undefined) return [];
  if (password !== undefined && /^[\x21-\x7e]{16,41}$/.test(password) && !/[/@"\\' ]/.test(password))
    return [];
  const fix = "make one with `openssl rand -hex 16` and store it with `pulumi config set --secret`";
  const allowed = "16 to 41 characters, none of / @ \" \\ '";
  return [{ path: `${path}.password`, given: password === undefined ? "nothing" : "[hidden]", allowed, fix }];
}

function existingDatabaseProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const problems: Problem[] = [];
  const { secretArn, cidrs = [] } = args.database ?? {};
  const arn = plain(secretArn);
  if (secretArn === undefined || (arn !== undefined && parseArn(arn)?.service !== "secretsmanager")) {
    const fix = "give the secret with engine, host, port, username, password and dbname";
    problems.push({ path: `${path}.secretArn`, given: show(arn), allowed: "the ARN of a secret", fix });
  }
  if (cidrs.length === 0) {
    const fix = "give the ranges of the database's subnets";
    problems.push({ path: `${path}.cidrs`, given: show(cidrs), allowed: "one range or more", fix });
  }
  cidrs.forEach((cidr, index) => problems.push(...cidrProblems(cidr, `${path}.cidrs[${String(index)}]`)));
  return problems;
}

function databaseProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { workload, database, dataSubnets } = settingsOf(args);
  const { Simulated, Full, None } = PetWorkload;
  if (workload === None) return [];
  const kinds: Record<string, PetDatabase[]> = {
    [Simulated]: [PetDatabase.InCluster, PetDatabase.Rds, PetDatabase.Aurora],
    // The workshop's services demand TLS and a secret, which the database in the cluster has not.
    [Full]: [PetDatabase.Rds, PetDatabase.Aurora, PetDatabase.Existing],
  };
  const allowed = kinds[workload] ?? [];
  if (!allowed.includes(database)) {
    const fix = "choose one of them";
    return [
      {
        path: `${path}.kind`,
        given: show(database),
        allowed: `${oneOf(allowed)} with workload ${show(workload)}`,
        fix,
      },
    ];
  }
  if (database === PetDatabase.Existing) return existingDatabaseProblems(args, path);
  return dataSubnets ? passwordProblems(args, path) : [];
}

function ingressProblems(args: PetAdoptionClusterArgs, path: string, region: string | undefined): Problem[] {
  const { ingress } = args;
  if (ingress === undefined) return [];
  const problems: Problem[] = [];
  if (args.workload === PetWorkload.None || args.compute === PetCompute.AutoMode) {
    const allowed =
      "nothing without a workload, and nothing with Auto Mode, which has no Auto Scaling group to attach";
    problems.push({ path, given: "a value", allowed, fix: "remove it" });
  }
  if (ingress.allowedCidrs.length === 0) {
    const fix = 'give the ranges of your users, or ["0.0.0.0/0"] for everyone';
    problems.push({ path: `${path}.allowedCidrs`, given: "[]", allowed: "one range or more", fix });
  }
  ingress.allowedCidrs.forEach((cidr, index) => {
    problems.push(...cidrProblems(cidr, `${path}.allowedCidrs[${String(index)}]`));
  });
  const certificateArn = plain(ingress.certificateArn);
  if (certificateArn === undefined) return problems;
  return [...problems, ...certificateArnProblems(certificateArn, `${path}.certificateArn`, region)];
}

/** Namespaces that belong to Kubernetes or to the agent. */
const takenNamespaces = /^(default|kube-.*|amazon-.*|aws-.*)$/;

function nameProblems(args: PetAdoptionClusterArgs, path: string): Problem[] {
  const { namespace, parameterPrefix, loadRoundsPerMinute, workload } = settingsOf(args);
  const problems: Problem[] = [];
  if (!/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(namespace) || takenNamespaces.test(namespace)) {
    const allowed = "lower-case letters, digits and hyphens, and none of Kubernetes' or AWS's own namespaces";
    problems.push({
      path: `${path}.namespace`,
      given: show(namespace),
      allowed,
      fix: 'choose a name such as "petsite"',
    });
  }
  const isPrefix = /^(\/[\w.-]+){1,10}$/.test(parameterPrefix) && !/^\/(aws|ssm)/i.test(parameterPrefix);
  if (!isPrefix && workload === PetWorkload.Full) {
    const allowed = 'a path such as "/petstore", not under /aws or /ssm, without a slash at its end';
    problems.push({
      path: `${path}.parameterPrefix`,
      given: show(parameterPrefix),
      allowed,
      fix: "choose such a path",
    });
  }
  if (!Number.isInteger(loadRoundsPerMinute) || loadRoundsPerMinute < 0 || loadRoundsPerMinute > 60) {
    const at = `${path}.loadRoundsPerMinute`;
    const fix = "choose 0 for none, or leave it out for 3";
    problems.push({ path: at, given: show(loadRoundsPerMinute), allowed: "a whole number, 0 to 60", fix });
  }
  return problems;
}

/** What is wrong with what runs in the cluster; the Region of what it names is compared when it is given. */
export function validateWorkload(args: PetAdoptionClusterArgs, path: string, region?: string): Problem[] {
  const workload = args.workload ?? PetWorkload.Simulated;
  const known = Object.values(PetWorkload);
  if (!known.some((each) => each === workload)) {
    return [
      { path: `${path}.workload`, given: show(workload), allowed: oneOf(known), fix: "choose one of them" },
    ];
  }
  return [
    ...idleProblems(args, path),
    ...validateImages(args, path, region),
    ...updaterProblems(args, `${path}.statusUpdaterUrl`),
    ...databaseProblems(args, `${path}.database`),
    ...ingressProblems(args, `${path}.ingress`, region),
    ...nameProblems(args, path),
  ];
}

/** A list price of AWS in US dollars, for Linux where it matters, without tax, discounts and free tiers. */
export interface Price {
  amount: number;
  unit: "hour" | "month" | "GB-month";
  /** The Region it holds for; `every Region`, or `not named` when the source names none. */
  region: string;
  /** The page of AWS that states it. */
  source: string;
  /** Where we read the figure: AWS renders the tables of its pages by script. */
  via: string;
  /** When that was written: year and month, or the day. */
  date: string;
}

/** What a price is asked for: the fixed things, and `instance:t3.micro`, `volume:gp3` or `database:postgres:db.t4g.micro`. */
export type PriceKey =
  | "nfm-agent"
  | "metric"
  | "interface-endpoint"
  | "nat-gateway"
  | "load-balancer"
  | "public-ipv4"
  | "eks-cluster"
  | "eks-cluster-extended"
  | "dynamodb-capacity"
  | `database:${string}`
  | `database-volume:${string}`
  | `volume:${string}`
  | `instance:${string}`;

const pages = {
  cloudwatch: "Amazon CloudWatch pricing",
  privatelink: "AWS PrivateLink pricing",
  vpc: "Amazon VPC pricing",
  elb: "Elastic Load Balancing pricing",
  eks: "Amazon EKS pricing",
  ebs: "Amazon EBS pricing",
  ec2: "Amazon EC2 On-Demand pricing",
  rds: "Amazon RDS for PostgreSQL pricing",
  aurora: "Amazon Aurora pricing",
} as const;

const tokyo = "ap-northeast-1";
const virginia = "us-east-1";
const everywhere = "every Region";
const list = "AWS Price List, as quoted in public";
const guides = "public cost guides that agree";

type Row = readonly [amount: number, region: string, via: string, date: string];

function prices(unit: Price["unit"], source: string, ...rows: Row[]): Price[] {
  return rows.map(([amount, region, via, date]) => ({ amount, unit, region, source, via, date }));
}

/** Linux, shared tenancy, per hour: Tokyo, then Northern Virginia. */
const instances: Readonly<Record<string, readonly [number, number]>> = {
  "t3.micro": [0.0136, 0.0104],
  "t3.small": [0.0272, 0.0208],
  "t3.medium": [0.0544, 0.0416],
  "t3.large": [0.1088, 0.0832],
  "m5.large": [0.124, 0.096],
};

const table: Readonly<Record<string, readonly Price[]>> = {
  "nfm-agent": prices("hour", pages.cloudwatch, [
    0.0069,
    "not named",
    "AWS observability best practices, Network Flow Monitor",
    "2026-07-31",
  ]),
  metric: prices("month", pages.cloudwatch, [0.3, tokyo, guides, "2025"], [0.3, virginia, guides, "2025"]),
  "interface-endpoint": prices(
    "hour",
    pages.privatelink,
    [0.014, tokyo, list, "2026-09-25"],
    [0.01, virginia, guides, "2026-05"],
  ),
  "nat-gateway": prices(
    "hour",
    pages.vpc,
    [0.062, tokyo, list, "2026-09-25"],
    [0.045, virginia, guides, "2026-02"],
  ),
  "load-balancer": prices(
    "hour",
    pages.elb,
    [0.0243, tokyo, list, "2026-08-27"],
    [0.0225, virginia, list, "2026-08-27"],
  ),
  "public-ipv4": prices("hour", pages.vpc, [0.005, everywhere, list, "2026-09-25"]),
  "eks-cluster": prices("hour", pages.eks, [
    0.1,
    everywhere,
    "AWS containers blog, standard support",
    "2024-04",
  ]),
  "eks-cluster-extended": prices("hour", pages.eks, [
    0.6,
    everywhere,
    "AWS containers blog, extended support",
    "2024-04",
  ]),
  "database:aurora-postgresql:db.t4g.medium": prices("hour", pages.aurora, [
    0.113,
    tokyo,
    "public cost comparison of Aurora Standard",
    "2025-12-01",
  ]),
  "database:postgres:db.t4g.micro": prices("hour", pages.rds, [0.016, virginia, guides, "2026"]),
  "database-volume:gp3": prices("GB-month", pages.rds, [0.115, virginia, guides, "2026-06"]),
  "volume:gp3": prices("GB-month", pages.ebs, [0.096, tokyo, list, "2026"], [0.08, virginia, guides, "2026"]),
};

/** The price of something in a Region, or undefined when we do not know it: then nobody guesses. */
export function priceOf(key: PriceKey, region: string): Price | undefined {
  const listed = table[key]?.find((price) => [region, everywhere, "not named"].includes(price.region));
  return listed ?? instancePrice(key, region);
}

function instancePrice(key: PriceKey, region: string): Price | undefined {
  const row = key.startsWith("instance:") ? instances[key.slice("instance:".length)] : undefined;
  const amount = row?.[[tokyo, virginia].indexOf(region)];
  return amount === undefined ? undefined : prices("hour", pages.ec2, [amount, region, guides, "2026"])[0];
}

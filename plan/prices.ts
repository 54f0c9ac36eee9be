/** A list price of AWS in US dollars, without tax, discounts and free tiers. */
export interface Price {
  amount: number;
  unit: "hour" | "month" | "GB-month";
  /** `any` when AWS asks the same in every Region that Network Flow Monitor has. */
  region: string;
  /** The page of AWS that states it. */
  source: string;
  /** Where and when the figure was read, if not on that page: AWS renders its price tables by script. */
  readAt: string;
}

/** What a price is asked for: `volume:gp3`, `instance:t3.micro` and the fixed ones. */
export type PriceKey =
  | "nfm-agent"
  | "metric"
  | "alarm"
  | "interface-endpoint"
  | "nat-gateway"
  | "load-balancer"
  | "public-ipv4"
  | "eks-cluster"
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
} as const;

const tokyo = "ap-northeast-1";
const virginia = "us-east-1";
const guide = "EKS observability best practices, Network Flow Monitor, 2026-07-31";
const priceList = "AWS Price List, 2026-09-25";

function price(amount: number, unit: Price["unit"], region: string, source: string, readAt: string): Price {
  return { amount, unit, region, source, readAt };
}

const table: Readonly<Record<string, readonly Price[]>> = {
  "nfm-agent": [price(0.0069, "hour", "any", pages.cloudwatch, guide)],
  metric: [
    price(0.3, "month", "any", pages.cloudwatch, "CloudWatch pricing page, first 10,000 metrics, 2025"),
  ],
  "interface-endpoint": [
    price(0.014, "hour", tokyo, pages.privatelink, priceList),
    price(0.01, "hour", virginia, pages.privatelink, "public cost guides, 2026-05"),
  ],
  "nat-gateway": [
    price(0.062, "hour", tokyo, pages.vpc, priceList),
    price(0.045, "hour", virginia, pages.vpc, "public cost guides, 2026-02"),
  ],
  "load-balancer": [
    price(0.0243, "hour", tokyo, pages.elb, "AWS Price List, 2026-08-27"),
    price(0.0225, "hour", virginia, pages.elb, "public cost guides, 2026-05"),
  ],
  "public-ipv4": [price(0.005, "hour", "any", pages.vpc, priceList)],
  "eks-cluster": [price(0.1, "hour", "any", pages.eks, "EKS pricing page as quoted, 2026-04")],
  "volume:gp3": [
    price(0.096, "GB-month", tokyo, pages.ebs, "public quotation of the page, 2021-06 and 2026"),
    price(0.08, "GB-month", virginia, pages.ebs, "example on the page, 2026"),
  ],
};

/** The price of something in a Region, or undefined when we do not know it: then nobody guesses. */
export function priceOf(key: PriceKey, region: string): Price | undefined {
  return table[key]?.find((candidate) => candidate.region === region || candidate.region === "any");
}

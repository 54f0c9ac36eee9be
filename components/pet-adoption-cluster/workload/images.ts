import { publicRegistry } from "../settings.ts";

/** A stock image: its path and tag in Amazon ECR Public, and a user without rights that it runs as. */
export interface StockImage {
  /** Path after the registry, and tag. */
  reference: string;
  /** Numeric user and group; Pod Security wants one that is not root. */
  user: number;
}

/**
 * The stock images. None was ever pulled by this project, so there are tags and no digests; that each tag exists is
 * what public repositories say that name it. The README has one command that checks them all.
 */
export const stockImages = {
  /** Web server. The unprivileged build listens on 8080 and keeps everything that it writes in /tmp. */
  web: { reference: "nginx/nginx-unprivileged:1.29-alpine", user: 101 },
  /** PostgreSQL with its client; 70 is its user in the Alpine build. */
  postgres: { reference: "docker/library/postgres:17.6-alpine", user: 70 },
  /** AWS CLI; Pod Identity needs 2.15 or newer. It runs as root unless told otherwise. */
  awsCli: { reference: "aws-cli/aws-cli:2.32.9", user: 65534 },
  /** A shell with wget. */
  shell: { reference: "docker/library/busybox:1.37.0", user: 65534 },
} as const satisfies Record<string, StockImage>;

/** The image's full reference, in the registry that stands for the public one. */
export function stockReference(image: StockImage, registry: string = publicRegistry): string {
  return `${registry}/${image.reference}`;
}

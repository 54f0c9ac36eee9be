import * as aws from "@pulumi/aws";
import { sortedJson } from "../../shared/json.ts";
import type { Site } from "../site.ts";
import { foodItems, petItems, type SeedItem } from "./seeds.ts";
import { createBucket, createPetsTable, createTable } from "./stores.ts";

/** What the workshop's services keep outside the cluster, besides the database. */
export interface FullStores {
  pets: aws.dynamodb.Table;
  foods: aws.dynamodb.Table;
  carts: aws.dynamodb.Table;
  bucket: aws.s3.Bucket;
  queue: aws.sqs.Queue;
  bus: aws.cloudwatch.EventBus;
}

/** Fills a table once: an adoption changes an item, and that is not to be undone by the next update. */
function seed(
  site: Site,
  key: string,
  table: aws.dynamodb.Table,
  items: Record<string, SeedItem>,
  rangeKey?: string,
): void {
  for (const [name, item] of Object.entries(items)) {
    new aws.dynamodb.TableItem(
      `${site.name}-${key}-${name}`,
      {
        tableName: table.name,
        hashKey: table.hashKey,
        ...(rangeKey === undefined ? {} : { rangeKey }),
        item: sortedJson(item),
      },
      { parent: site.component, ignoreChanges: ["item"] },
    );
  }
}

/** Tables with the workshop's keys and our seeds, bucket, queue and bus. Nobody empties the queue. */
export function createFullStores(site: Site): FullStores {
  const { name, component, tags } = site;
  const pets = createPetsTable(site);
  const indexes = { FoodTypeIndex: "food_type", PetTypeIndex: "pet_type" };
  const foods = createTable(site, "foods", { hashKey: "id" }, indexes);
  const carts = createTable(site, "carts", { hashKey: "user_id" });
  seed(site, "pets", pets, petItems(), "petid");
  seed(site, "foods", foods, foodItems());
  const queue = new aws.sqs.Queue(
    `${name}-adoptions`,
    { visibilityTimeoutSeconds: 300, sqsManagedSseEnabled: true, tags },
    { parent: component },
  );
  const bus = new aws.cloudwatch.EventBus(`${name}-events`, { tags }, { parent: component });
  return { pets, foods, carts, bucket: createBucket(site), queue, bus };
}

import { petHelpers } from "../names.ts";
import type { AppPlan } from "./apps.ts";
import { postgresEnv, type PostgresTarget } from "./clients.ts";
import { stockImages, stockReference } from "./images.ts";

/** User of the traffic generator; the list of adoptions shows only users that exist. */
export const trafficUser = "nfm-traffic";

/** Tables that payforadoption writes and petlistadoptions reads; running it again changes nothing. */
export const schemaSql = `create table if not exists transactions (
  id serial primary key,
  pet_id varchar(255) not null,
  pet_type varchar(255) not null,
  user_id varchar(255) not null,
  transaction_id varchar(255) not null,
  adoption_date timestamp not null,
  status varchar(50) default 'completed',
  notes text
);
create table if not exists users (
  user_id varchar(255) primary key,
  full_name varchar(255) not null,
  email varchar(255),
  address text,
  created_at timestamp default current_timestamp
);
insert into users (user_id, full_name) values ('${trafficUser}', 'Traffic generator') on conflict do nothing;
`;

/** A job that makes the tables before the services start. */
export function schemaJob(target: PostgresTarget, registry: string): AppPlan {
  return {
    names: petHelpers.schema,
    kind: "job",
    replicas: 1,
    config: { "schema.sql": schemaSql },
    containers: [
      {
        name: "schema",
        image: stockReference(stockImages.postgres, registry),
        user: stockImages.postgres.user,
        command: ["psql", "--no-psqlrc", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", "/etc/pets/schema.sql"],
        ...postgresEnv(target),
        config: { name: petHelpers.schema.app, path: "/etc/pets" },
        cpu: "20m",
        memory: "32Mi",
        memoryLimit: "64Mi",
      },
    ],
  };
}

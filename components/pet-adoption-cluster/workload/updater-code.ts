/**
 * Source of the function that marks a pet as adopted, or as free again. It answers what payforadoption sends: PUT with
 * `pettype`, `petid`, and `petavailability` when the pet is free again. It runs on AWS Lambda's own Node and SDK.
 */
export const updaterCode = `import { DynamoDBClient, UpdateItemCommand } from "@aws-sdk/client-dynamodb";

const client = new DynamoDBClient({});

export async function handler(event) {
  const { pettype, petid, petavailability } = JSON.parse(event.body ?? "{}");
  if (typeof pettype !== "string" || typeof petid !== "string") {
    return { statusCode: 400, body: "pettype and petid are needed" };
  }
  await client.send(
    new UpdateItemCommand({
      TableName: process.env.TABLE_NAME,
      Key: { pettype: { S: pettype }, petid: { S: petid } },
      UpdateExpression: "set availability = :availability",
      ExpressionAttributeValues: { ":availability": { S: petavailability === undefined ? "no" : "yes" } },
    }),
  );
  return { statusCode: 200, body: "success" };
}
`;

/** One item of a table, in DynamoDB's own notation. */
export type SeedItem = Record<string, Record<string, unknown>>;

/** Type, colour, price in dollars and how cute, 1 to 5, of each pet. The texts are ours, keys and fields the workshop's. */
const pets: readonly (readonly [type: string, color: string, price: number, cuteness: number])[] = [
  ["puppy", "black", 120, 5],
  ["puppy", "brown", 95, 4],
  ["puppy", "white", 110, 5],
  ["puppy", "black", 60, 3],
  ["puppy", "brown", 75, 4],
  ["puppy", "white", 130, 5],
  ["puppy", "black", 85, 4],
  ["puppy", "brown", 70, 3],
  ["puppy", "white", 105, 4],
  ["puppy", "black", 90, 5],
  ["kitten", "black", 55, 4],
  ["kitten", "brown", 65, 5],
  ["kitten", "white", 80, 5],
  ["kitten", "black", 45, 3],
  ["kitten", "brown", 50, 4],
  ["kitten", "white", 85, 5],
  ["kitten", "black", 60, 4],
  ["kitten", "brown", 70, 3],
  ["kitten", "white", 75, 4],
  ["kitten", "black", 40, 3],
  ["bunny", "white", 35, 5],
  ["bunny", "brown", 30, 4],
  ["bunny", "white", 45, 5],
  ["bunny", "brown", 25, 3],
  ["bunny", "white", 40, 4],
  ["bunny", "brown", 55, 5],
];

/** Name, animal, kind, and price in dollars of each food. */
const foods: readonly (readonly [name: string, petType: string, foodType: string, price: number])[] = [
  ["Chicken dinner", "puppy", "wet", 11.5],
  ["Crunchy bites", "puppy", "dry", 9.25],
  ["Training rewards", "puppy", "treats", 5.75],
  ["Salmon bowl", "kitten", "wet", 12.25],
  ["Little kibble", "kitten", "dry", 8.5],
  ["Tuna flakes", "kitten", "treats", 6.5],
  ["Garden mix", "bunny", "wet", 7.75],
  ["Meadow hay", "bunny", "dry", 6.25],
  ["Carrot chips", "bunny", "treats", 4.5],
];

/** Every food is as old as the catalogue. */
const madeAt = "2026-01-01T00:00:00Z";

/** The 26 pets, each with its key as name. */
export function petItems(): Record<string, SeedItem> {
  const items = pets.map(([type, color, price, cuteness], index): [string, SeedItem] => {
    const petid = String(index + 1).padStart(3, "0");
    const item = {
      availability: { S: "yes" },
      cuteness_rate: { S: String(cuteness) },
      image: { S: `${type.charAt(0)}${String((index % 10) + 1)}` },
      petcolor: { S: color },
      petid: { S: petid },
      pettype: { S: type },
      price: { S: String(price) },
    };
    return [`${type}-${petid}`, item];
  });
  return Object.fromEntries(items);
}

/** The nine foods, each with its key as name. */
export function foodItems(): Record<string, SeedItem> {
  const items = foods.map(([name, petType, foodType, price], index): [string, SeedItem] => {
    const id = `F${String(index + 1).padStart(8, "0")}`;
    const item = {
      availability_status: { S: "in_stock" },
      created_at: { S: madeAt },
      description: { S: `${name} for a ${petType}` },
      food_type: { S: foodType },
      id: { S: id },
      image: { S: `petfood/${name.toLowerCase().replaceAll(" ", "-")}.jpg` },
      ingredients: { L: [] },
      is_active: { BOOL: true },
      name: { S: name },
      pet_type: { S: petType },
      price: { N: String(price) },
      stock_quantity: { N: "1000" },
      updated_at: { S: madeAt },
    };
    return [id, item];
  });
  return Object.fromEntries(items);
}

/** A range of IPv4 addresses: its first address as a number, and how many leading bits are fixed. */
export interface Block {
  base: number;
  mask: number;
}

/** Reads `10.0.0.0/16`; bits of the address behind the mask are dropped. Throws on anything else. */
export function parseBlock(text: string): Block {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [bytes, mask] = [(match ?? []).slice(1, 5).map(Number), Number(match?.[5])];
  if (match === null || bytes.some((byte) => byte > 255) || mask > 32) {
    throw new Error(`Invalid net address: ${text}`);
  }
  return blockAt(
    bytes.reduce((sum, byte) => sum * 256 + byte, 0),
    mask,
  );
}

/** The block of a size that an address is in. */
export function blockAt(address: number, mask: number): Block {
  const size = 2 ** (32 - mask);
  return { base: Math.floor(address / size) * size, mask };
}

/** How many addresses a block has. */
export function sizeOf(block: Block): number {
  return 2 ** (32 - block.mask);
}

/** The block of the same size behind a block. */
export function next(block: Block): Block {
  return { base: block.base + sizeOf(block), mask: block.mask };
}

/** The first block of a size that begins behind a block. */
export function nextOf(block: Block, mask: number): Block {
  const aligned = blockAt(block.base, block.mask);
  return next(blockAt(aligned.base + sizeOf(aligned) - 1, mask));
}

/** The last address that a host can have; the very last one is for broadcasts. */
export function lastHost(block: Block): number {
  return block.base + sizeOf(block) - (block.mask <= 30 ? 2 : 1);
}

/** The first address that a host can have. */
export function firstHost(block: Block): number {
  return block.base + (block.mask <= 30 ? 1 : 0);
}

/** Whether an address is in a block. */
export function contains(block: Block, address: number): boolean {
  return address >= block.base && address < block.base + sizeOf(block);
}

/** Whether two blocks share an address. */
export function overlap(a: Block, b: Block): boolean {
  const [first, second] = [blockAt(a.base, a.mask), blockAt(b.base, b.mask)];
  return first.base < second.base + sizeOf(second) && second.base < first.base + sizeOf(first);
}

/** Writes an address as `10.0.0.0`. */
export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** Writes a block as `10.0.0.0/16`. */
export function formatBlock(block: Block): string {
  return `${formatAddress(block.base)}/${block.mask}`;
}

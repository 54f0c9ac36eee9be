import { createServer, type AddressInfo, type Socket } from "node:net";

/** A port of this machine that takes connections before anybody can serve them. */
export interface Port {
  address: string;
  /** Hands over the connections that wait, and each later one. */
  serve(take: (connection: Socket) => void): void;
  /** Ends the port and all its connections. */
  close(): void;
}

/** Opens a free port, for this machine only. */
export async function openPort(): Promise<Port> {
  const connections = new Set<Socket>();
  let take: ((connection: Socket) => void) | undefined;
  const server = createServer((connection) => {
    connections.add(connection);
    connection.once("close", () => connections.delete(connection));
    take?.(connection);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(handler) {
      take = handler;
      connections.forEach(handler);
    },
    close() {
      server.close();
      for (const connection of connections) connection.destroy();
    },
  };
}

import { parentPort } from "node:worker_threads";

// Runs as a thread and as a process of its own.
if (parentPort === null) process.send?.("from a child");
else parentPort.postMessage("from a thread");

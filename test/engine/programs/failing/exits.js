console.log("said before the end");
console.error("complained before the end");
process.exit(3);

function fail() {
  throw new Error("thrown at once");
}
fail();

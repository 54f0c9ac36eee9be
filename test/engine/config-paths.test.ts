import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { load, problemsOf, texts } from "./stack.ts";

describe("a key of configuration with a path", () => {
  it("changes that part and leaves the rest, as `pulumi config set --path` does", () => {
    const dev =
      "config:\n  nfm:scope: {mode: create, owner: dev, names: [a, b]}\n  shop:size: small\n  shop:hidden: {a: {secure: AAAA}}\n";
    const overrides = {
      "nfm:scope.mode": "adopt",
      "nfm:scope.names[1]": "c",
      "nfm:scope.names[2]": "0123",
      'nfm:scope.labels["a.b\\"=:"]': "true",
      "nfm:scope.limits.most": "-25",
      "nfm:scope.limits.plus": "+5",
      'nfm:scope..limits["zero"]': "0",
      "nfm:scope.limits.share": "1.5",
      'nfm:scope["*"]': "{}",
      "size.width": "1",
      "list[0].on": "false",
      '["a.b"]': "7",
      "hidden.b": "x",
    };
    const stack = load({ dev, overrides });
    assert.deepEqual(texts(stack), {
      "nfm:scope":
        '{"*":"{}","labels":{"a.b\\"=:":true},"limits":{"most":-25,"plus":5,"share":"1.5","zero":0},' +
        '"mode":"adopt","names":["a","c","0123"],"owner":"dev"}',
      "shop:size": '{"width":1}',
      "shop:list": '[{"on":false}]',
      "shop:a.b": "7",
      "shop:hidden": '{"a":"[secret]","b":"x"}',
    });
    assert.equal(stack.config.get("shop:hidden")?.secret, true);
  });

  it("refuses a path that leads nowhere, each in one line with the key as it was given", () => {
    const dev = "config:\n  shop:map: {list: [a], text: x}\n";
    const keys = [
      "map.",
      "map.a.",
      "map[",
      "map[x]",
      'map["a]',
      "map.list[3]",
      "map.list.a",
      "map[0]",
      "map.text.a",
      "[0].a",
      'map.["a"]',
      ".a",
    ];
    const overrides = Object.fromEntries(keys.map((key) => [key, "1"]));
    const hint = 'write .name, [0] or ["any name"]';
    assert.deepEqual(problemsOf({ dev, overrides }), [
      `--config map.: there is no name or index in .: ${hint}`,
      `--config map.a.: there is no name or index in .: ${hint}`,
      `--config map[: there is no name or index in [: ${hint}`,
      `--config map[x]: there is no name or index in [x]: ${hint}`,
      `--config map["a]: there is no name or index in ["a]: ${hint}`,
      "--config map.list[3]: [3] is out of range: the list has 1 items",
      '--config map.list.a: there is no mapping for "a"',
      "--config map[0]: there is no list for [0]",
      '--config map.text.a: there is no mapping for "a"',
      "--config [0].a: a key starts with a name",
      `--config map.["a"]: there is no name or index in .["a"]: ${hint}`,
      `--config .a: there is no name or index in .a: ${hint}`,
    ]);
  });
});

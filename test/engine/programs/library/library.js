exports.Helper = class {};

// Loads the SDK, as every program does, and makes nothing.
import "@pulumi/pulumi";

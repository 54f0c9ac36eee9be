/**
 * Name of Network Flow Monitor in ARNs, in actions of policies and in the name of its API's endpoint.
 * Source: Service Authorization Reference, Network Flow Monitor.
 */
export const serviceName = "networkflowmonitor";

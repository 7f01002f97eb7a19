/** The services that own events and data, in the order of the catalogue. The one list: everything else is made from it. */
export const BACKEND_SERVICES = ['enrollment', 'collection', 'health-insurance', 'payment', 'notification'] as const;
export type BackendService = (typeof BACKEND_SERVICES)[number];

/** Every process with a database of its own: the services and the gateway before them. */
export const SERVICES = [...BACKEND_SERVICES, 'gateway'] as const;
export type ServiceName = (typeof SERVICES)[number];

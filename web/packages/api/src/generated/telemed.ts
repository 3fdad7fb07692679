export interface paths {
    "/api/telemed/presence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Presence */
        get: operations["list_presence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemed/rooms/{booking_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Room */
        get: operations["read_room"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** Items[Presence] */
        Items_Presence_: {
            /** Items */
            items: components["schemas"]["Presence"][];
        };
        /** Presence */
        Presence: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Patient Present */
            patient_present: boolean;
            /** Since */
            since?: string | null;
        };
        /** Room */
        Room: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Call Started At */
            call_started_at?: string | null;
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            doctor: components["schemas"]["RoomDoctor"];
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            patient: components["schemas"]["RoomPerson"];
            /** Peer Present */
            peer_present: boolean;
            /**
             * Role
             * @enum {string}
             */
            role: "patient" | "doctor";
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "in_call" | "closed";
        };
        /** RoomDoctor */
        RoomDoctor: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Full Name */
            full_name: string;
        };
        /** RoomPerson */
        RoomPerson: {
            /** Full Name */
            full_name: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    list_presence: {
        parameters: {
            query: {
                booking_ids: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Items_Presence_"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    read_room: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Room"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
}

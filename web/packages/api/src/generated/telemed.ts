export interface paths {
    "/api/telemed/checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create Check */
        post: operations["create_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemed/files/{ticket}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Open Ticket
         * @description The file of a ticket, for anyone who holds it. The gateway publishes this route on the host of files only.
         */
        get: operations["open_ticket"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/telemed/rooms/{booking_id}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload File */
        post: operations["upload_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemed/rooms/{booking_id}/files/{file_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download File */
        get: operations["download_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemed/rooms/{booking_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Messages */
        get: operations["list_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemed/rooms/{booking_id}/rating": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rate Connection */
        post: operations["rate_connection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/telemed/rooms/{booking_id}/session-confirmations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm Session */
        post: operations["confirm_session"];
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
        /**
         * ChatFile
         * @description A file in the chat; its bytes are at `GET …/files/{file_id}`.
         */
        ChatFile: {
            /**
             * Content Type
             * @description Media type by content
             */
            content_type: string;
            /**
             * File Id
             * Format: uuid
             * @description The file
             */
            file_id: string;
            /**
             * Name
             * @description A safe file name
             */
            name: string;
            /**
             * Size
             * @description Bytes
             */
            size: number;
            /** @description Only a `ready` file can be opened */
            state: components["schemas"]["FileState"];
        };
        /**
         * CheckRead
         * @description What a browser needs to check its connection; without a relay the list is empty.
         */
        CheckRead: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Ice Servers */
            ice_servers: components["schemas"]["IceServer"][];
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /**
         * FieldError
         * @description One field of the request that is wrong, by its path and a stable kind; never its value.
         */
        FieldError: {
            /** Code */
            code: string;
            /** Field */
            field: string;
        };
        /**
         * FileState
         * @description Whether a file may be opened: only one that the scanner found clean.
         * @enum {string}
         */
        FileState: "ready" | "checking" | "refused";
        /**
         * IceServer
         * @description One entry of RTCPeerConnection's ``iceServers``, good for an hour.
         */
        IceServer: {
            /**
             * Credential
             * @description The password that belongs to the user name
             */
            credential: string;
            /**
             * Urls
             * @description Addresses of the TURN relay
             */
            urls: string[];
            /**
             * Username
             * @description Its expiry and its user
             */
            username: string;
        };
        /**
         * MessageKind
         * @description What a chat message is.
         * @enum {string}
         */
        MessageKind: "text" | "file";
        /**
         * MessageRead
         * @description A chat message.
         */
        MessageRead: {
            author: components["schemas"]["Role"];
            /**
             * Client Id
             * Format: uuid
             */
            client_id: string;
            file?: components["schemas"]["ChatFile"] | null;
            kind: components["schemas"]["MessageKind"];
            /**
             * Message Id
             * Format: uuid
             */
            message_id: string;
            /**
             * Sent At
             * Format: date-time
             */
            sent_at: string;
            /** Seq */
            seq: number;
            /** Text */
            text?: string | null;
        };
        /** Page[MessageRead] */
        Page_MessageRead_: {
            /** Items */
            items: components["schemas"]["MessageRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Page[PresenceRead] */
        Page_PresenceRead_: {
            /** Items */
            items: components["schemas"]["PresenceRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * PresenceRead
         * @description Whether the patient of a visit is in the room, since when, and what the doctor has not read yet.
         */
        PresenceRead: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Patient Present */
            patient_present: boolean;
            /** Since */
            since: string | null;
            /**
             * Unread
             * @description Messages of the patient that the doctor has not read
             */
            unread: number;
        };
        /**
         * Problem
         * @description Every error answer of every service (RFC 9457).
         */
        Problem: {
            code: components["schemas"]["ProblemCode"];
            /**
             * Detail
             * @default null
             */
            detail: string | null;
            /**
             * Errors
             * @default null
             */
            errors: components["schemas"]["FieldError"][] | null;
            /** Request Id */
            request_id: string;
            /** Status */
            status: number;
            /** Title */
            title: string;
            /** Type */
            type: string;
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        ProblemCode: "bad_request" | "body_too_large" | "file_checking" | "file_damaged" | "file_infected" | "file_missing" | "file_too_large" | "file_type_refused" | "file_unknown" | "file_unsafe" | "forbidden" | "idempotency_key_reused" | "identification_required" | "internal" | "invalid" | "method_not_allowed" | "no_call" | "not_found" | "origin_refused" | "room_closed" | "too_fast" | "too_many_requests" | "unauthenticated" | "unavailable";
        /**
         * RatingCreate
         * @description A rating of the connection.
         */
        RatingCreate: {
            /**
             * Stars
             * @description 1 is bad, 5 is good
             */
            stars: number;
        };
        /**
         * RatingRead
         * @description The caller's rating of the connection, as it stands now.
         */
        RatingRead: {
            /**
             * Rated At
             * Format: date-time
             */
            rated_at: string;
            /** Stars */
            stars: number;
        };
        /**
         * Role
         * @description The two seats.
         * @enum {string}
         */
        Role: "patient" | "doctor";
        /**
         * RoomDoctorRead
         * @description The doctor; the name is empty until their first visit.
         */
        RoomDoctorRead: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Full Name */
            full_name: string;
        };
        /**
         * RoomPatientRead
         * @description The patient; the name is empty until their first visit.
         */
        RoomPatientRead: {
            /** Full Name */
            full_name: string;
            /**
             * Person Id
             * Format: uuid
             */
            person_id: string;
        };
        /**
         * RoomRead
         * @description A room as its participant sees it without entering.
         */
        RoomRead: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Call Started At */
            call_started_at: string | null;
            /**
             * Can End From
             * Format: date-time
             * @description Before this moment the doctor cannot end the visit
             */
            can_end_from: string;
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            doctor: components["schemas"]["RoomDoctorRead"];
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            patient: components["schemas"]["RoomPatientRead"];
            /** Peer Present */
            peer_present: boolean;
            role: components["schemas"]["Role"];
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            /**
             * Stars
             * @description How the caller rated the connection
             */
            stars: number | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["RoomState"];
        };
        /**
         * RoomState
         * @description A room as people see it.
         * @enum {string}
         */
        RoomState: "open" | "in_call" | "closed";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    create_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CheckRead"];
                };
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `too_many_requests`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too_many_requests";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ticket: string;
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
                content?: never;
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description `file_damaged`: File damaged; `file_missing`: File missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_damaged" | "file_missing";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_presence: {
        parameters: {
            query: {
                /** @description Up to 100 ids, separated by commas */
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
                    "application/json": components["schemas"]["Page_PresenceRead_"];
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
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
                    "application/json": components["schemas"]["RoomRead"];
                };
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /**
                     * Format: uuid
                     * @description Chosen by the browser: a repeated upload is shown once
                     */
                    client_id: string;
                    /** Format: binary */
                    file: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRead"];
                };
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description `room_closed`: Room closed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "room_closed";
                    };
                };
            };
            /** @description `file_too_large`: File too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_too_large";
                    };
                };
            };
            /** @description `file_type_refused`: File type refused */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_type_refused";
                    };
                };
            };
            /** @description `file_unsafe`: File unsafe; `file_infected`: File infected; `invalid`: Invalid */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_unsafe" | "file_infected" | "invalid";
                    };
                };
            };
            /** @description `too_fast`: Too fast */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too_fast";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    download_file: {
        parameters: {
            query?: {
                /** @description Shown by the browser itself; images and PDF only */
                inline?: boolean;
            };
            header?: never;
            path: {
                booking_id: string;
                file_id: string;
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
                content?: never;
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `not_found`: Not found; `file_unknown`: File unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found" | "file_unknown";
                    };
                };
            };
            /** @description `file_checking`: File checking; `file_damaged`: File damaged; `file_missing`: File missing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_checking" | "file_damaged" | "file_missing";
                    };
                };
            };
            /** @description `file_infected`: File infected */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_infected" | "invalid";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list_messages: {
        parameters: {
            query?: {
                /** @description Only messages after this `seq` */
                after?: number;
                limit?: number;
            };
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
                    "application/json": components["schemas"]["Page_MessageRead_"];
                };
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rate_connection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RatingCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RatingRead"];
                };
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description `no_call`: No call */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "no_call";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirm_session: {
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
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `identification_required`: Identification required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required";
                    };
                };
            };
            /** @description `not_found`: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_found";
                    };
                };
            };
            /** @description Any other refusal; `code` says which */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}

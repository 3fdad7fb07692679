export interface paths {
    "/api/notify/letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Letters */
        get: operations["read_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Notices
         * @description The person's notices, newest first.
         */
        get: operations["list_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/notices/{notice_id}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark Read */
        post: operations["mark_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/notices/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark All Read */
        post: operations["mark_all_read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/notices/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stream Notices */
        get: operations["stream_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Preferences */
        get: operations["read_preferences"];
        /** Set Preferences */
        put: operations["set_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/push-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Push Key */
        get: operations["read_push_key"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/push-subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Push Subscriptions */
        get: operations["list_push_subscriptions"];
        put?: never;
        /** Create Push Subscription */
        post: operations["create_push_subscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/push-subscriptions/{subscription_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete Push Subscription */
        delete: operations["delete_push_subscription"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notify/visits/{booking_id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download Invitation */
        get: operations["download_invitation"];
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
        /**
         * Channels
         * @description The groups of notices delivered through this channel.
         */
        Channels: {
            /**
             * Documents
             * @default true
             */
            documents: boolean;
            /**
             * Reminders
             * @default true
             */
            reminders: boolean;
            /**
             * Visits
             * @default true
             */
            visits: boolean;
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
         * LettersRead
         * @description Whether letters about visits are sent to this person, and if not, why.
         */
        LettersRead: {
            /** Go Out */
            go_out: boolean;
            kept_back?: components["schemas"]["NoLetterReason"] | null;
        };
        /**
         * NoLetterReason
         * @description Why no letter about a visit is sent to a person; also the outcome in the log of each letter.
         * @enum {string}
         */
        NoLetterReason: "no_consent" | "no_address" | "muted";
        /**
         * NoticeClinicRead
         * @description The clinic of a visit there; the time of such a visit is shown in the clinic's zone.
         */
        NoticeClinicRead: {
            /** Address */
            address: string | null;
            /** City */
            city: string | null;
            /** Phone */
            phone: string | null;
            /** Time Zone */
            time_zone: string;
            /** Title */
            title: string;
        };
        /**
         * NoticeKind
         * @description What a person is notified of. The value is the name in the database and on the wire; clients have its title.
         * @enum {string}
         */
        NoticeKind: "booking_confirmed" | "booking_rescheduled" | "booking_cancelled" | "payment_refunded" | "refund_failed" | "reminder_day" | "reminder_hours" | "reminder_minutes" | "doctor_calling" | "chat_message" | "conclusion_ready" | "slot_offered" | "share_opened" | "visit_completed" | "patient_no_show" | "visit_booked" | "visit_rescheduled" | "visit_cancelled" | "visit_missed";
        /**
         * NoticePage
         * @description ``unread_count`` counts all notices of the person, whatever the page and the filter.
         */
        NoticePage: {
            /** Items */
            items: components["schemas"]["NoticeRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
            /** Unread Count */
            unread_count: number;
        };
        /**
         * NoticeRead
         * @description A notice; its client words ``kind`` with ``params`` (times ISO 8601, money in kopecks).
         *
         *     ``starts_at``, ``service_title`` and ``visit_type`` say which visit it is about, as far as that is known;
         *     ``clinic`` is there for a visit in one. It leads to ``patient_path`` in the patient's app and to ``doctor_path`` in
         *     the doctor's: a doctor who is a patient too reads the same notices in both.
         */
        NoticeRead: {
            /** Booking Id */
            booking_id: string | null;
            clinic?: components["schemas"]["NoticeClinicRead"] | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Doctor Path */
            doctor_path: string;
            /** Document Id */
            document_id: string | null;
            kind: components["schemas"]["NoticeKind"];
            /**
             * Notice Id
             * Format: uuid
             */
            notice_id: string;
            /** Params */
            params: {
                [key: string]: unknown;
            };
            /** Patient Path */
            patient_path: string;
            /** Read At */
            read_at: string | null;
            /** Service Title */
            service_title?: string | null;
            /** Starts At */
            starts_at?: string | null;
            visit_type?: components["schemas"]["VisitType"] | null;
        };
        /**
         * PreferencesRead
         * @description How a person is notified besides the list. Quiet hours cross midnight when they end earlier than they begin.
         */
        PreferencesRead: {
            /**
             * @default {
             *       "visits": true,
             *       "reminders": true,
             *       "documents": true
             *     }
             */
            mail: components["schemas"]["Channels"];
            /**
             * @default {
             *       "visits": true,
             *       "reminders": true,
             *       "documents": true
             *     }
             */
            push: components["schemas"]["Channels"];
            /** Quiet From */
            quiet_from?: string | null;
            /** Quiet To */
            quiet_to?: string | null;
        };
        /**
         * PreferencesUpdate
         * @description How a person wants to be notified besides the list. Quiet hours have both ends or none.
         */
        PreferencesUpdate: {
            /**
             * @default {
             *       "visits": true,
             *       "reminders": true,
             *       "documents": true
             *     }
             */
            mail: components["schemas"]["Channels"];
            /**
             * @default {
             *       "visits": true,
             *       "reminders": true,
             *       "documents": true
             *     }
             */
            push: components["schemas"]["Channels"];
            /** Quiet From */
            quiet_from?: string | null;
            /** Quiet To */
            quiet_to?: string | null;
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
        ProblemCode: "bad_request" | "body_too_large" | "forbidden" | "idempotency_key_reused" | "identification_required" | "internal" | "invalid" | "method_not_allowed" | "not_found" | "origin_refused" | "push_service_unknown" | "too_many_requests" | "unauthenticated" | "unavailable";
        /**
         * PushKeyRead
         * @description The key a browser subscribes with; null when this installation sends no pushes.
         */
        PushKeyRead: {
            /** Key */
            key: string | null;
        };
        /**
         * PushKeys
         * @description The browser's keys for the encryption (RFC 8291).
         */
        PushKeys: {
            /** Auth */
            auth: string;
            /** P256Dh */
            p256dh: string;
        };
        /**
         * PushSubscriptionCreate
         * @description The result of ``PushManager.subscribe``; only known push services are accepted.
         */
        PushSubscriptionCreate: {
            /** Endpoint */
            endpoint: string;
            keys: components["schemas"]["PushKeys"];
        };
        /**
         * PushSubscriptionRead
         * @description A browser of the person; a browser finds itself by its endpoint.
         */
        PushSubscriptionRead: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Endpoint */
            endpoint: string;
            /**
             * Subscription Id
             * Format: uuid
             */
            subscription_id: string;
        };
        /**
         * PushSubscriptionsRead
         * @description All browsers of the person, newest first: at most ten, so not paged.
         */
        PushSubscriptionsRead: {
            /** Items */
            items: components["schemas"]["PushSubscriptionRead"][];
        };
        /**
         * VisitType
         * @description Where a visit takes place.
         * @enum {string}
         */
        VisitType: "online" | "clinic";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    read_letters: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["LettersRead"];
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
    list_notices: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                /** @description How many at most */
                limit?: number;
                unread?: boolean;
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
                    "application/json": components["schemas"]["NoticePage"];
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
    mark_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
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
    mark_all_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
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
    stream_notices: {
        parameters: {
            query?: never;
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
                    "text/event-stream": unknown;
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
    read_preferences: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["PreferencesRead"];
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
    set_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreferencesUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreferencesRead"];
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
    read_push_key: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["PushKeyRead"];
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
    list_push_subscriptions: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["PushSubscriptionsRead"];
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
    create_push_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PushSubscriptionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PushSubscriptionRead"];
                };
            };
            /** @description `push_service_unknown`: Push service unknown */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "push_service_unknown" | "invalid";
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
    delete_push_subscription: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                subscription_id: string;
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
    download_invitation: {
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

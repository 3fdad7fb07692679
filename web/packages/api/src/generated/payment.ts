export interface paths {
    "/api/payment/callbacks/alfabank": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Receive Callback */
        get: operations["receive_callback"];
        put?: never;
        /** Receive Posted Callback */
        post: operations["receive_posted_callback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment/orders/{booking_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Order
         * @description The payer's own order.
         */
        get: operations["read_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment/orders/{booking_id}/checkout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start Checkout
         * @description Sends the payer to the bank; the same page while it lives.
         */
        post: operations["start_checkout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment/orders/{booking_id}/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Receipts
         * @description The fiscal receipts of the payer's own order.
         */
        get: operations["list_receipts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/payment/orders/{booking_id}/status-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Check Order
         * @description The order after asking the bank, which is spared repeated questions.
         */
        post: operations["check_order"];
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
         * CheckoutRead
         * @description Where to pay, and until when.
         */
        CheckoutRead: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Form Url */
            form_url: string;
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
         * OrderRead
         * @description An order as its payer sees it. ``attempt_failure``: a refused attempt that may be repeated (R089).
         *
         *     ``bank_silent``: the bank was asked last and did not answer, so the state may be older than the truth.
         *     ``refunded_kopecks`` went back already, ``owed_kopecks`` is still to go back; ``refund_delayed``: the bank has not
         *     made it for an hour, people look after it and it is tried again every day.
         */
        OrderRead: {
            /**
             * Amount Kopecks
             * @description Money in kopecks, an integer
             */
            amount_kopecks: number;
            attempt_failure: components["schemas"]["PaymentFailure"] | null;
            /** Bank Silent */
            bank_silent: boolean;
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            failure: components["schemas"]["PaymentFailure"] | null;
            /** Form Url */
            form_url: string | null;
            /**
             * Owed Kopecks
             * @description Money in kopecks, an integer
             */
            owed_kopecks: number;
            /** Paid At */
            paid_at: string | null;
            /** Refund Delayed */
            refund_delayed: boolean;
            /** Refunded At */
            refunded_at: string | null;
            /**
             * Refunded Kopecks
             * @description Money in kopecks, an integer
             */
            refunded_kopecks: number;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
            state: components["schemas"]["OrderState"];
        };
        /**
         * OrderState
         * @description State of an order.
         * @enum {string}
         */
        OrderState: "opened" | "registered" | "paid" | "failed" | "expired" | "refunding" | "refunded" | "refund_failed";
        /**
         * PaymentFailure
         * @description Why a payment did not succeed, in the few groups a payer sees (R089).
         * @enum {string}
         */
        PaymentFailure: "not_enough_money" | "card_data" | "confirmation_failed" | "limit" | "bank_unavailable" | "time_over" | "cancelled" | "other";
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
        ProblemCode: "already_paid" | "bad_request" | "bank_unavailable" | "body_too_large" | "forbidden" | "idempotency_key_reused" | "identification_required" | "internal" | "invalid" | "method_not_allowed" | "not_found" | "order_closed" | "order_not_found" | "order_not_ready" | "origin_refused" | "too_many_requests" | "unauthenticated" | "unavailable";
        /**
         * ReceiptKind
         * @description What a fiscal receipt is about.
         * @enum {string}
         */
        ReceiptKind: "payment" | "refund";
        /**
         * ReceiptRead
         * @description A fiscal receipt; its numbers and its page at the operator are known once it is delivered.
         */
        ReceiptRead: {
            /**
             * Amount Kopecks
             * @description Money in kopecks, an integer
             */
            amount_kopecks: number;
            /** Document Number */
            document_number: string | null;
            /** Document Sign */
            document_sign: string | null;
            /** Drive Number */
            drive_number: string | null;
            /** Issued At */
            issued_at: string | null;
            kind: components["schemas"]["ReceiptKind"];
            /**
             * Receipt Id
             * Format: uuid
             */
            receipt_id: string;
            state: components["schemas"]["ReceiptState"];
            /** Url */
            url: string | null;
        };
        /**
         * ReceiptsRead
         * @description The receipts of an order, oldest first.
         */
        ReceiptsRead: {
            /** Items */
            items: components["schemas"]["ReceiptRead"][];
        };
        /**
         * ReceiptState
         * @description State of a fiscal receipt: not made yet, on its way to the tax office's operator, delivered, or refused.
         * @enum {string}
         */
        ReceiptState: "awaited" | "sent" | "delivered" | "failed";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    receive_callback: {
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
                    "application/json": unknown;
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
    receive_posted_callback: {
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
                    "application/json": unknown;
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
    read_order: {
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
                    "application/json": components["schemas"]["OrderRead"];
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
            /** @description `order_not_found`: Order not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "order_not_found";
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
    start_checkout: {
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
                    "application/json": components["schemas"]["CheckoutRead"];
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
            /** @description `order_not_found`: Order not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "order_not_found";
                    };
                };
            };
            /** @description `order_not_ready`: Order not ready; `order_closed`: Order closed; `already_paid`: Already paid */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "order_not_ready" | "order_closed" | "already_paid";
                    };
                };
            };
            /** @description `bank_unavailable`: Bank unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "bank_unavailable";
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
    list_receipts: {
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
                    "application/json": components["schemas"]["ReceiptsRead"];
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
            /** @description `order_not_found`: Order not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "order_not_found";
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
    check_order: {
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
                    "application/json": components["schemas"]["OrderRead"];
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
            /** @description `order_not_found`: Order not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "order_not_found";
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

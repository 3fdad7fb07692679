export interface paths {
    "/api/booking/bookings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Bookings
         * @description The patient's visits to come (soonest first), or those over and cancelled (latest first) (R101).
         *
         *     A password session sees visits in a clinic only, and how many others there are.
         */
        get: operations["list_bookings"];
        put?: never;
        /**
         * Create Booking
         * @description Takes a slot; an online offering needs a Gosuslugi session (R034), a clinic visit does not (R036).
         */
        post: operations["create_booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/bookings/{booking_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Booking
         * @description A visit, for its patient and its doctor (R105).
         */
        get: operations["read_booking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/bookings/{booking_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Preview Cancellation
         * @description What the patient would still get back now; the server's clock decides (R090, R092).
         */
        get: operations["preview_cancellation"];
        put?: never;
        /**
         * Cancel Booking
         * @description Ends a visit and frees its slot; a held one is let go (R090, R091, R093).
         */
        post: operations["cancel_booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/bookings/{booking_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm Booking
         * @description Says yes to an offered time of a visit without prepayment; once confirmed it answers the same again.
         */
        post: operations["confirm_booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/bookings/{booking_id}/rescheduling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reschedule Booking
         * @description Moves a visit, its money stays: a patient until two hours before (R090, R094), its doctor until it is over.
         */
        post: operations["reschedule_booking"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/doctors/{doctor_id}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Slots
         * @description Free slots of an offering on days of the clinic (R064, R065, R066); those the caller holds are free to them.
         */
        get: operations["list_slots"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Openings
         * @description The next free slot of each of these doctors that fits the filters, the soonest first (R066).
         */
        get: operations["list_openings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/schedule-exceptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Schedule Exceptions
         * @description Times off and extra hours that are not over.
         */
        get: operations["list_schedule_exceptions"];
        put?: never;
        /**
         * Add Schedule Exception
         * @description The doctor is away, or works beyond the weekly hours; visits already booked stay (R171).
         */
        post: operations["add_schedule_exception"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/schedule-exceptions/{schedule_exception_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove Schedule Exception
         * @description The weekly hours hold again.
         */
        delete: operations["remove_schedule_exception"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Visits
         * @description The doctor's day at the clinic, cancelled visits included; today when no date is given (R170).
         */
        get: operations["list_visits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/waitlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Waitlist
         * @description What the patient waits for; an offered time is a held booking of theirs, to pay for or to confirm.
         */
        get: operations["list_waitlist"];
        put?: never;
        /**
         * Join Waitlist
         * @description Waits for a time; an online one needs a Gosuslugi session (R034). Asking again changes the days.
         */
        post: operations["join_waitlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/waitlist/{entry_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Leave Waitlist
         * @description Waits no longer; a time offered just now goes to the next in the line.
         */
        delete: operations["leave_waitlist"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/booking/working-hours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Working Hours
         * @description The doctor's weekly hours (R171).
         */
        get: operations["read_working_hours"];
        /**
         * Set Working Hours
         * @description Replaces the doctor's weekly hours; visits already booked stay (R171).
         */
        put: operations["set_working_hours"];
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
         * BookingCreate
         * @description What to book.
         */
        BookingCreate: {
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * BookingPage
         * @description Some of a patient's visits.
         */
        BookingPage: {
            /**
             * Hidden Online
             * @description How many online ones more are shown after a login through Gosuslugi; 0 in such a session
             * @default 0
             */
            hidden_online: number;
            /** Items */
            items: components["schemas"]["BookingRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * BookingRead
         * @description A visit, as its patient and its doctor see it.
         */
        BookingRead: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** @description Of a cancelled booking; null for an older one */
            cancel_reason: components["schemas"]["CancelReason"] | null;
            /** Cancelled At */
            cancelled_at: string | null;
            cancelled_by: components["schemas"]["CancelledBy"] | null;
            /** Clinic Address */
            clinic_address: string | null;
            /** Clinic City */
            clinic_city: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Phone */
            clinic_phone: string | null;
            /** Clinic Title */
            clinic_title: string;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Hold Expires At
             * @description Until when a held slot waits for its money
             */
            hold_expires_at: string | null;
            /**
             * Number
             * @example M-4F7K2Q
             */
            number: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** @description Of a completed booking, when it is known */
            outcome: components["schemas"]["VisitOutcome"] | null;
            /**
             * Patient Id
             * Format: uuid
             */
            patient_id: string;
            /** Patient Name */
            patient_name: string;
            /**
             * Prepaid
             * @description Paid in full beforehand; otherwise the clinic takes the money, or it is free
             */
            prepaid: boolean;
            /** Price Kopecks */
            price_kopecks: number;
            /**
             * Refund Deadline At
             * Format: date-time
             * @description The last moment to move or to cancel with everything back
             */
            refund_deadline_at: string;
            /**
             * Refund Kopecks
             * @description Of a cancelled booking: what goes back in all
             */
            refund_kopecks: number | null;
            /**
             * Returned Kopecks
             * @description What of the payment came back already
             * @default 0
             */
            returned_kopecks: number;
            /**
             * Server Time
             * Format: date-time
             */
            server_time?: string;
            /** Service Code */
            service_code: string;
            /** Service Title */
            service_title: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            status: components["schemas"]["Status"];
            /**
             * Time Zone
             * @description Of the clinic, IANA
             */
            time_zone: string;
            /** Version */
            version: number;
            visit_type: components["schemas"]["VisitType"];
        };
        /**
         * CancellationCreate
         * @description Cancels a visit, if the refund is the one the patient was shown.
         */
        CancellationCreate: {
            /** Expected Refund Kopecks */
            expected_refund_kopecks?: number | null;
        };
        /**
         * CancellationRead
         * @description What cancelling now would mean.
         */
        CancellationRead: {
            /** Allowed */
            allowed: boolean;
            /**
             * Refund Deadline At
             * Format: date-time
             */
            refund_deadline_at: string;
            /**
             * Refund Kopecks
             * @description What would still come back
             */
            refund_kopecks: number;
            /**
             * Returned Kopecks
             * @description What came back already
             */
            returned_kopecks: number;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /**
         * CancelledBy
         * @description Who ended a booking; decides the refund rule (R090, R091, 1.15).
         * @enum {string}
         */
        CancelledBy: "patient" | "doctor" | "clinic" | "system";
        /**
         * CancelReason
         * @description Why a booking was cancelled; with ``CancelledBy`` it decides what both sides read. All but the first return all.
         *
         *     ``patient_request`` follows the refund rule. ``released``: the patient had let the hold go before its money was
         *     known. ``visit_started``: the money was known only when the visit could not be attended any more. ``slot_taken``:
         *     late money for a slot somebody else has. ``payment_returned``: the bank returned or reversed the whole payment.
         *     ``not_ended``: no ConsultationEnded came in time. ``other_visit``: two cabinets of a patient were joined,
         *     and both had a visit at that time.
         * @enum {string}
         */
        CancelReason: "patient_request" | "doctor_request" | "clinic_request" | "released" | "visit_started" | "slot_taken" | "wrong_amount" | "payment_returned" | "doctor_no_show" | "nobody_came" | "not_ended" | "other_visit";
        /**
         * ExceptionKind
         * @description Kind of an exception to the weekly schedule.
         * @enum {string}
         */
        ExceptionKind: "off" | "extra";
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
         * FreeSlotsRead
         * @description Days with openings; a full or closed day is absent.
         */
        FreeSlotsRead: {
            /** Days */
            days: components["schemas"]["SlotDayRead"][];
            /** Time Zone */
            time_zone: string;
        };
        /**
         * OpeningRead
         * @description When a doctor is free next.
         */
        OpeningRead: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * OpeningsRead
         * @description The next free slot of each doctor who has one within a month, the soonest first.
         */
        OpeningsRead: {
            /** Items */
            items: components["schemas"]["OpeningRead"][];
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
        ProblemCode: "already_booked_then" | "bad_request" | "body_too_large" | "forbidden" | "hold_expired" | "idempotency_key_reused" | "identification_required" | "internal" | "invalid" | "method_not_allowed" | "not_cancellable" | "not_found" | "not_reschedulable" | "offering_withdrawn" | "origin_refused" | "own_hold" | "payment_due" | "refund_changed" | "slot_taken" | "slot_unavailable" | "too_late_to_move" | "too_many_holds" | "too_many_requests" | "too_many_visits" | "too_many_waits" | "unauthenticated" | "unavailable";
        /**
         * ReschedulingCreate
         * @description Where to move a visit.
         */
        ReschedulingCreate: {
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * ScheduleExceptionCreate
         * @description A time off, or extra hours; without a clinic it holds for all of the doctor's clinics.
         */
        ScheduleExceptionCreate: {
            /** Clinic Id */
            clinic_id?: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            kind: components["schemas"]["ExceptionKind"];
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * ScheduleExceptionRead
         * @description A time off, or extra hours.
         */
        ScheduleExceptionRead: {
            /** Clinic Id */
            clinic_id: string | null;
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            kind: components["schemas"]["ExceptionKind"];
            /**
             * Schedule Exception Id
             * Format: uuid
             */
            schedule_exception_id: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * ScheduleExceptionsRead
         * @description Those that are not over.
         */
        ScheduleExceptionsRead: {
            /** Items */
            items: components["schemas"]["ScheduleExceptionRead"][];
        };
        /**
         * SlotDayRead
         * @description A day of the clinic with its free slots.
         */
        SlotDayRead: {
            /**
             * Date
             * Format: date
             */
            date: string;
            /** Slots */
            slots: components["schemas"]["SlotRead"][];
        };
        /**
         * SlotOfferRead
         * @description A time that became free and is held for this person: a held booking of theirs.
         */
        SlotOfferRead: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /**
             * Hold Expires At
             * Format: date-time
             */
            hold_expires_at: string;
            /**
             * Prepaid
             * @description Paid for like any hold; otherwise the patient confirms it
             */
            prepaid: boolean;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * SlotRead
         * @description A time that can be booked.
         */
        SlotRead: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /**
             * Own Booking Id
             * @description The caller's own hold of this very slot; choosing it again answers that booking
             */
            own_booking_id?: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
        };
        /**
         * Status
         * @description Status of a booking. Held and confirmed ones take the slot.
         *
         *     A hold ends in three ways: its time ran out (expired), its patient released it, or declined what the waiting list
         *     offered. A late payment confirms an expired one, never the other two.
         * @enum {string}
         */
        Status: "held" | "confirmed" | "cancelled" | "expired" | "released" | "declined" | "completed";
        /**
         * VisitDayRead
         * @description A doctor's day.
         */
        VisitDayRead: {
            /** Items */
            items: components["schemas"]["BookingRead"][];
            /**
             * Time Zone
             * @description In which the day is counted
             */
            time_zone: string;
        };
        /**
         * VisitOutcome
         * @description How a completed visit went; the money of both is kept (the rule is shown at purchase).
         * @enum {string}
         */
        VisitOutcome: "held" | "patient_no_show";
        /**
         * VisitType
         * @description Where a visit takes place.
         * @enum {string}
         */
        VisitType: "online" | "clinic";
        /**
         * WaitlistEntryCreate
         * @description What to wait for, and on which days of the clinic; both days are included, an open end is none.
         */
        WaitlistEntryCreate: {
            /** From Day */
            from_day?: string | null;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Until Day */
            until_day?: string | null;
        };
        /**
         * WaitlistEntryRead
         * @description What somebody waits for.
         */
        WaitlistEntryRead: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Clinic Title */
            clinic_title: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** From Day */
            from_day: string | null;
            offer: components["schemas"]["SlotOfferRead"] | null;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /** Price Kopecks */
            price_kopecks: number;
            /** Service Title */
            service_title: string;
            status: components["schemas"]["WaitStatus"];
            /** Time Zone */
            time_zone: string;
            /** Until Day */
            until_day: string | null;
            visit_type: components["schemas"]["VisitType"];
            /**
             * Waitlist Entry Id
             * Format: uuid
             */
            waitlist_entry_id: string;
        };
        /**
         * WaitlistRead
         * @description What somebody waits for, the oldest first.
         */
        WaitlistRead: {
            /**
             * Hidden Online
             * @description How many online ones more are shown after a login through Gosuslugi; 0 in such a session
             * @default 0
             */
            hidden_online: number;
            /** Items */
            items: components["schemas"]["WaitlistEntryRead"][];
            /**
             * Server Time
             * Format: date-time
             */
            server_time?: string;
        };
        /**
         * WaitStatus
         * @description Status of a waitlist entry. Waiting and offered ones are live.
         * @enum {string}
         */
        WaitStatus: "waiting" | "offered" | "booked" | "left" | "closed";
        /**
         * When
         * @description Which of a patient's visits.
         * @enum {string}
         */
        When: "upcoming" | "past";
        /**
         * WorkingHours
         * @description Weekly hours in the clinic's local time; weekday 0 is Monday.
         */
        WorkingHours: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /**
             * Ends
             * @example 09:00
             */
            ends: string;
            /**
             * Starts
             * @example 09:00
             */
            starts: string;
            /** Valid From */
            valid_from?: string | null;
            /** Valid To */
            valid_to?: string | null;
            /** Visit Types */
            visit_types: components["schemas"]["VisitType"][];
            /** Weekday */
            weekday: number;
        };
        /**
         * WorkingWeekRead
         * @description All weekly hours of a doctor.
         */
        WorkingWeekRead: {
            /** Items */
            items: components["schemas"]["WorkingHours"][];
        };
        /**
         * WorkingWeekUpdate
         * @description All weekly hours of a doctor, as they are to be.
         */
        WorkingWeekUpdate: {
            /** Items */
            items: components["schemas"]["WorkingHours"][];
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
    list_bookings: {
        parameters: {
            query?: {
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                /** @description How many at most */
                limit?: number;
                when?: components["schemas"]["When"];
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
                    "application/json": components["schemas"]["BookingPage"];
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
    create_booking: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat it when repeating the request: visible ASCII */
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BookingCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingRead"];
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
            /** @description `slot_taken`: The slot is taken; `slot_unavailable`: There is no such slot in the schedule; `offering_withdrawn`: The offering is withdrawn; `too_many_holds`: Too many slots are held and not paid for; `own_hold`: An unpaid slot of the caller's own overlaps; `already_booked_then`: The patient has another visit at that time */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "slot_taken" | "slot_unavailable" | "offering_withdrawn" | "too_many_holds" | "own_hold" | "already_booked_then";
                    };
                };
            };
            /** @description `idempotency_key_reused`: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "idempotency_key_reused" | "invalid";
                    };
                };
            };
            /** @description `too_many_visits`: Too many unpaid visits to come; `too_many_requests`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too_many_visits" | "too_many_requests";
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
    read_booking: {
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
                    "application/json": components["schemas"]["BookingRead"];
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
    preview_cancellation: {
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
                    "application/json": components["schemas"]["CancellationRead"];
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
    cancel_booking: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancellationCreate"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingRead"];
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
            /** @description `not_cancellable`: The booking cannot be cancelled any more; `refund_changed`: The refund differs from the expected one */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "not_cancellable" | "refund_changed";
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
    confirm_booking: {
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
                    "application/json": components["schemas"]["BookingRead"];
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
            /** @description `hold_expired`: The hold has run out; `payment_due`: The visit is confirmed by its payment */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "hold_expired" | "payment_due";
                    };
                };
            };
            /** @description `too_many_visits`: Too many unpaid visits to come; `too_many_requests`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too_many_visits" | "too_many_requests";
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
    reschedule_booking: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeat it when repeating the request: visible ASCII */
                "Idempotency-Key"?: string | null;
            };
            path: {
                booking_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReschedulingCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BookingRead"];
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
            /** @description `slot_taken`: The slot is taken; `slot_unavailable`: There is no such slot in the schedule; `not_reschedulable`: Only a confirmed booking can be moved; `too_late_to_move`: It is too late to move the visit; `own_hold`: An unpaid slot of the caller's own overlaps; `already_booked_then`: The patient has another visit at that time */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "slot_taken" | "slot_unavailable" | "not_reschedulable" | "too_late_to_move" | "own_hold" | "already_booked_then";
                    };
                };
            };
            /** @description `idempotency_key_reused`: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "idempotency_key_reused" | "invalid";
                    };
                };
            };
            /** @description `too_many_visits`: Too many unpaid visits to come; `too_many_requests`: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too_many_visits" | "too_many_requests";
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
    list_slots: {
        parameters: {
            query: {
                days?: number;
                from: string;
                offering_id: string;
            };
            header?: never;
            path: {
                doctor_id: string;
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
                    "application/json": components["schemas"]["FreeSlotsRead"];
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
    list_openings: {
        parameters: {
            query: {
                before?: string | null;
                clinic_id?: string | null;
                /** @description Up to 100 ids, separated by commas */
                doctor_ids: string;
                price_to_kopecks?: number | null;
                visit_type?: components["schemas"]["VisitType"] | null;
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
                    "application/json": components["schemas"]["OpeningsRead"];
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
    list_schedule_exceptions: {
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
                    "application/json": components["schemas"]["ScheduleExceptionsRead"];
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
    add_schedule_exception: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleExceptionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ScheduleExceptionRead"];
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
    remove_schedule_exception: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                schedule_exception_id: string;
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
    list_visits: {
        parameters: {
            query?: {
                date?: string | null;
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
                    "application/json": components["schemas"]["VisitDayRead"];
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
    list_waitlist: {
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
                    "application/json": components["schemas"]["WaitlistRead"];
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
    join_waitlist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WaitlistEntryCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaitlistEntryRead"];
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
            /** @description `offering_withdrawn`: The offering is withdrawn */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "offering_withdrawn";
                    };
                };
            };
            /** @description `too_many_waits`: Too many offerings are waited for */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "too_many_waits";
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
    leave_waitlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry_id: string;
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
    read_working_hours: {
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
                    "application/json": components["schemas"]["WorkingWeekRead"];
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
    set_working_hours: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WorkingWeekUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingWeekRead"];
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

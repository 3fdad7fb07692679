export interface paths {
    "/api/medcard/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Accesses */
        get: operations["list_accesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/authors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Authors */
        get: operations["list_authors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Documents */
        get: operations["list_documents"];
        put?: never;
        /** Add Document */
        post: operations["add_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Document */
        get: operations["read_document"];
        /** Change Document */
        put: operations["change_document"];
        post?: never;
        /** Remove Document */
        delete: operations["remove_document"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/documents/{document_id}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set Document Access */
        put: operations["set_document_access"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/documents/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download Document */
        get: operations["download_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/documents/{document_id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Readings */
        get: operations["list_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/files/{ticket}": {
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
    "/api/medcard/icd10": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find Diagnoses */
        get: operations["find_diagnoses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write Note */
        post: operations["write_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/shared/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Shared Documents */
        get: operations["list_shared_documents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/shared/documents/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Shared File */
        get: operations["read_shared_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/shared/openings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open Share */
        post: operations["open_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Shares */
        get: operations["list_shares"];
        put?: never;
        /** Share Documents */
        post: operations["share_documents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/shares/{share_id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Share Link */
        get: operations["read_share_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/shares/{share_id}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke Share */
        post: operations["revoke_share"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Conclusion Visits */
        get: operations["list_conclusion_visits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits/{booking_id}/brought": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Brought */
        get: operations["read_brought"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits/{booking_id}/brought/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open Brought File */
        get: operations["open_brought_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits/{booking_id}/conclusion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Conclusion */
        get: operations["read_conclusion"];
        /** Save Conclusion */
        put: operations["save_conclusion"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits/{booking_id}/conclusion/issuance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issue Conclusion */
        post: operations["issue_conclusion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits/{booking_id}/conclusion/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Preview Conclusion */
        get: operations["preview_conclusion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/medcard/visits/{booking_id}/preparation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Preparation */
        get: operations["read_preparation"];
        /** Save Preparation */
        put: operations["save_preparation"];
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
        /** AccessChange */
        AccessChange: {
            access: components["schemas"]["DocumentAccess"];
        };
        /** AccessPage */
        AccessPage: {
            /** Items */
            items: components["schemas"]["AccessView"][];
            /** Next Cursor */
            next_cursor: string | null;
        };
        /**
         * AccessView
         * @description Somebody read a document, or opened a link; ``reader_name`` is the link's label where nobody is known by name.
         */
        AccessView: {
            /**
             * Access Id
             * Format: uuid
             */
            access_id: string;
            /** Action */
            action: components["schemas"]["Reading"] | "opened";
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Document Id */
            document_id: string | null;
            /** Document Title */
            document_title: string | null;
            reader_kind: components["schemas"]["ReaderKind"];
            /** Reader Name */
            reader_name: string;
        };
        /**
         * AuthorList
         * @description The doctors whose conclusions the caller may see, by name.
         */
        AuthorList: {
            /** Items */
            items: components["schemas"]["AuthorView"][];
        };
        /** AuthorView */
        AuthorView: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Doctor Name */
            doctor_name: string;
        };
        /**
         * BroughtDocumentView
         * @description A document as the visit's doctor sees it in the list.
         */
        BroughtDocumentView: {
            /** Clinic Title */
            clinic_title: string | null;
            /** Doctor Name */
            doctor_name: string | null;
            /**
             * Document Date
             * Format: date
             */
            document_date: string;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            file: components["schemas"]["FileView"];
            kind: components["schemas"]["DocumentKind"];
            /** Title */
            title: string;
        };
        /**
         * BroughtView
         * @description What the patient brought to the visit; the documents can be opened until ``closes_at``.
         */
        BroughtView: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /** Documents */
            documents: components["schemas"]["BroughtDocumentView"][];
            /** Questions */
            questions: string;
        };
        /**
         * ConclusionBody
         * @description What a doctor writes. ``version`` is the one last read; 0 for a first draft.
         */
        ConclusionBody: {
            /**
             * Anamnesis
             * @default
             */
            anamnesis: string;
            /**
             * Complaints
             * @default
             */
            complaints: string;
            /** Diagnosis Code */
            diagnosis_code?: string | null;
            /**
             * Diagnosis Text
             * @default
             */
            diagnosis_text: string;
            /**
             * Examination
             * @default
             */
            examination: string;
            /**
             * Recommendations
             * @default
             */
            recommendations: string;
            /** Version */
            version: number;
        };
        /**
         * ConclusionState
         * @description Where the conclusion of a visit stands.
         * @enum {string}
         */
        ConclusionState: "expected" | "draft" | "issued" | "no_show";
        /** ConclusionView */
        ConclusionView: {
            /**
             * Anamnesis
             * @default
             */
            anamnesis: string;
            /**
             * Complaints
             * @default
             */
            complaints: string;
            /** Diagnosis Code */
            diagnosis_code?: string | null;
            /**
             * Diagnosis Text
             * @default
             */
            diagnosis_text: string;
            /** Diagnosis Title */
            diagnosis_title: string | null;
            /** Document Id */
            document_id: string | null;
            /** Ended At */
            ended_at: string | null;
            /**
             * Examination
             * @default
             */
            examination: string;
            patient: components["schemas"]["PatientBrief"];
            /**
             * Recommendations
             * @default
             */
            recommendations: string;
            state: components["schemas"]["ConclusionState"];
            /** Version */
            version: number;
        };
        /** DiagnosisList */
        DiagnosisList: {
            /** Items */
            items: components["schemas"]["DiagnosisView"][];
        };
        /** DiagnosisView */
        DiagnosisView: {
            /** Code */
            code: string;
            /** Title */
            title: string;
        };
        /**
         * DocumentAccess
         * @description Whether a document may be seen by a shared link. Forbidden unless the patient allows it (R155).
         * @enum {string}
         */
        DocumentAccess: "allowed" | "forbidden";
        /** DocumentChange */
        DocumentChange: {
            /**
             * Document Date
             * Format: date
             */
            document_date: string;
            /** Title */
            title: string;
        };
        /**
         * DocumentKind
         * @description What a medical document is.
         * @enum {string}
         */
        DocumentKind: "conclusion" | "upload";
        /**
         * DocumentPage
         * @description ``restricted`` says why medical documents are absent, when they are.
         */
        DocumentPage: {
            /** Items */
            items: components["schemas"]["DocumentView"][];
            /** Next Cursor */
            next_cursor: string | null;
            restricted: components["schemas"]["Restriction"] | null;
        };
        /** DocumentView */
        DocumentView: {
            access: components["schemas"]["DocumentAccess"];
            /** Booking Id */
            booking_id: string | null;
            /** Clinic Title */
            clinic_title: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Diagnosis Code */
            diagnosis_code: string | null;
            /** Diagnosis Title */
            diagnosis_title: string | null;
            /** Doctor Id */
            doctor_id: string | null;
            /** Doctor Name */
            doctor_name: string | null;
            /**
             * Document Date
             * Format: date
             */
            document_date: string;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Document Type Title */
            document_type_title: string | null;
            file: components["schemas"]["FileView"];
            /** Issued At */
            issued_at: string | null;
            kind: components["schemas"]["DocumentKind"];
            /** Service Title */
            service_title: string | null;
            /** Title */
            title: string;
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
         * @description Whether a document's file may be shown. ``checking``: the virus scanner has not answered yet.
         * @enum {string}
         */
        FileState: "ready" | "checking" | "refused";
        /** FileView */
        FileView: {
            /** Content Type */
            content_type: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
            state: components["schemas"]["FileState"];
        };
        /**
         * NoteBody
         * @description What a patient writes down by hand, such as a day's blood pressure.
         */
        NoteBody: {
            /** Document Date */
            document_date?: string | null;
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /** OpeningBody */
        OpeningBody: {
            /** Code */
            code?: string | null;
            /** Token */
            token: string;
        };
        /**
         * OpeningView
         * @description ``key`` goes into the header X-Share-Key of every reading until ``ends_at``.
         */
        OpeningView: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Key */
            key: string;
        };
        /** PatientBrief */
        PatientBrief: {
            /** Birth Date */
            birth_date: string | null;
            /** Full Name */
            full_name: string;
        };
        /**
         * PreparationBody
         * @description What a patient wants to ask and to show. ``version`` is the one last read; 0 for a first one.
         */
        PreparationBody: {
            /**
             * Document Ids
             * @default []
             */
            document_ids: string[];
            /**
             * Questions
             * @default
             */
            questions: string;
            /** Version */
            version: number;
        };
        /**
         * PreparationView
         * @description ``editable`` until ``closes_at`` unless the visit was cancelled; the doctor sees the documents as long.
         */
        PreparationView: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /** Documents */
            documents: components["schemas"]["DocumentView"][];
            /** Editable */
            editable: boolean;
            /** Questions */
            questions: string;
            /**
             * Questions Hidden
             * @description There are some that this session may neither see nor replace
             */
            questions_hidden: boolean;
            /** Version */
            version: number;
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
        ProblemCode: "already_issued" | "bad_request" | "body_too_large" | "conclusion_incomplete" | "consent_required" | "consultation_not_ended" | "document_not_allowed" | "draft_changed" | "file_checking" | "file_damaged" | "file_infected" | "file_missing" | "file_too_large" | "file_type_refused" | "file_unsafe" | "forbidden" | "idempotency_key_reused" | "identification_required" | "internal" | "invalid" | "medcard_full" | "method_not_allowed" | "not_found" | "origin_refused" | "patient_no_show" | "preparation_changed" | "preparation_closed" | "share_code_required" | "share_code_wrong" | "share_ended" | "share_expired" | "share_locked" | "share_unknown" | "share_withdrawn" | "too_many_requests" | "too_many_shares" | "unauthenticated" | "unavailable" | "unknown_diagnosis" | "unprintable_text" | "viewing_over";
        /**
         * ReaderKind
         * @description Who read it.
         * @enum {string}
         */
        ReaderKind: "patient" | "doctor" | "link";
        /**
         * Reading
         * @description How a document was read.
         * @enum {string}
         */
        Reading: "viewed" | "downloaded" | "printed";
        /** ReadingList */
        ReadingList: {
            /** Items */
            items: components["schemas"]["ReadingView"][];
        };
        /** ReadingView */
        ReadingView: {
            action: components["schemas"]["Reading"];
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            reader_kind: components["schemas"]["ReaderKind"];
            /** Reader Name */
            reader_name: string;
        };
        /**
         * Restriction
         * @description Why a list holds the patient's own uploads only (R025, R033).
         * @enum {string}
         */
        Restriction: "identification_required" | "consent_required";
        /**
         * ShareBody
         * @description What a patient shares, with whom in their own words, for how long, and with which code.
         */
        ShareBody: {
            /** Code */
            code?: string | null;
            /** Document Ids */
            document_ids: string[];
            /** Hours */
            hours: number;
            /** Label */
            label: string;
        };
        /**
         * SharedDocumentView
         * @description A document as the holder of a link sees it.
         */
        SharedDocumentView: {
            /** Clinic Title */
            clinic_title: string | null;
            /** Doctor Name */
            doctor_name: string | null;
            /**
             * Document Date
             * Format: date
             */
            document_date: string;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            file: components["schemas"]["FileView"];
            kind: components["schemas"]["DocumentKind"];
            /** Service Title */
            service_title: string | null;
            /** Title */
            title: string;
        };
        /** ShareDocument */
        ShareDocument: {
            access: components["schemas"]["DocumentAccess"];
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            /** Title */
            title: string;
        };
        /**
         * SharedView
         * @description What a link shows now, whose it is, and till when. Never the label, which is the patient's own.
         */
        SharedView: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Items */
            items: components["schemas"]["SharedDocumentView"][];
            /** Patient Name */
            patient_name: string;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /**
         * ShareLink
         * @description The token that opens the link: the page's address is ``/s/<token>``.
         */
        ShareLink: {
            /** Token */
            token: string;
        };
        /**
         * ShareList
         * @description Links newest first; ``restricted`` says what this session may not share (R025, R033).
         */
        ShareList: {
            /** Items */
            items: components["schemas"]["ShareView"][];
            restricted: components["schemas"]["Restriction"] | null;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /**
         * ShareState
         * @description Whether a link opens, and if not, why.
         * @enum {string}
         */
        ShareState: "active" | "locked" | "expired" | "revoked";
        /**
         * ShareView
         * @description A link as its patient sees it. ``hidden_documents``: counted only; a password session sees no ``label`` then.
         */
        ShareView: {
            /** Documents */
            documents: components["schemas"]["ShareDocument"][];
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Hidden Documents */
            hidden_documents: number;
            /** Label */
            label: string | null;
            /** Last Opened At */
            last_opened_at: string | null;
            /** Last Wrong At */
            last_wrong_at: string | null;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Openings */
            openings: number;
            /** Revoked At */
            revoked_at: string | null;
            /**
             * Share Id
             * Format: uuid
             */
            share_id: string;
            state: components["schemas"]["ShareState"];
            /** With Code */
            with_code: boolean;
            /** Wrong Codes */
            wrong_codes: number;
        };
        /** VisitList */
        VisitList: {
            /** Items */
            items: components["schemas"]["VisitView"][];
        };
        /** VisitView */
        VisitView: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Document Id */
            document_id: string | null;
            /** Ended At */
            ended_at: string | null;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            state: components["schemas"]["ConclusionState"];
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
    list_accesses: {
        parameters: {
            query?: {
                cursor?: string | null;
                own?: boolean;
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
                    "application/json": components["schemas"]["AccessPage"];
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
    list_authors: {
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
                    "application/json": components["schemas"]["AuthorList"];
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
    list_documents: {
        parameters: {
            query?: {
                cursor?: string | null;
                date_from?: string | null;
                date_to?: string | null;
                doctor_id?: string | null;
                kind?: components["schemas"]["DocumentKind"] | null;
                limit?: number;
                /** @description Words of the title */
                q?: string;
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
                    "application/json": components["schemas"]["DocumentPage"];
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
    add_document: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": {
                    /** Format: date */
                    document_date?: string;
                    /** Format: binary */
                    file: string;
                    title: string;
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
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description `medcard_full`: Medcard full */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "medcard_full";
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
    read_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
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
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
    change_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
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
    remove_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
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
    set_document_access: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AccessChange"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
    download_document: {
        parameters: {
            query?: {
                purpose?: components["schemas"]["Reading"];
            };
            header?: never;
            path: {
                document_id: string;
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
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
    list_readings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                document_id: string;
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
                    "application/json": components["schemas"]["ReadingList"];
                };
            };
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
    find_diagnoses: {
        parameters: {
            query?: {
                q?: string;
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
                    "application/json": components["schemas"]["DiagnosisList"];
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
    write_note: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoteBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
                };
            };
            /** @description `medcard_full`: Medcard full */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "medcard_full";
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
    list_shared_documents: {
        parameters: {
            query?: never;
            header: {
                /** @description `key` of an opening */
                "X-Share-Key": string;
            };
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
                    "application/json": components["schemas"]["SharedView"];
                };
            };
            /** @description `viewing_over`: Viewing over */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "viewing_over";
                    };
                };
            };
            /** @description `unavailable`: Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
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
    read_shared_file: {
        parameters: {
            query?: {
                purpose?: components["schemas"]["Reading"];
            };
            header: {
                /** @description `key` of an opening */
                "X-Share-Key": string;
            };
            path: {
                document_id: string;
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
            /** @description `viewing_over`: Viewing over */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "viewing_over";
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
    open_share: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpeningBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpeningView"];
                };
            };
            /** @description `share_locked`: Share locked; `share_code_required`: Share code required; `share_code_wrong`: Share code wrong */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "share_locked" | "share_code_required" | "share_code_wrong";
                    };
                };
            };
            /** @description `share_unknown`: Share unknown */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "share_unknown";
                    };
                };
            };
            /** @description `share_expired`: Share expired; `share_withdrawn`: Share withdrawn */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "share_expired" | "share_withdrawn";
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
    list_shares: {
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
                    "application/json": components["schemas"]["ShareList"];
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
    share_documents: {
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
                "application/json": components["schemas"]["ShareBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareView"];
                };
            };
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
            /** @description `document_not_allowed`: Document not allowed; `file_checking`: File checking; `too_many_shares`: Too many shares */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "document_not_allowed" | "file_checking" | "too_many_shares";
                    };
                };
            };
            /** @description `file_infected`: File infected; `idempotency_key_reused`: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "file_infected" | "idempotency_key_reused" | "invalid";
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
    read_share_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                share_id: string;
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
                    "application/json": components["schemas"]["ShareLink"];
                };
            };
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
            /** @description `share_ended`: Share ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "share_ended";
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
    revoke_share: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                share_id: string;
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
                    "application/json": components["schemas"]["ShareView"];
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
    list_conclusion_visits: {
        parameters: {
            query?: {
                state?: components["schemas"]["ConclusionState"] | null;
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
                    "application/json": components["schemas"]["VisitList"];
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
    read_brought: {
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
                    "application/json": components["schemas"]["BroughtView"];
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
    open_brought_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                booking_id: string;
                document_id: string;
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
    read_conclusion: {
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
                    "application/json": components["schemas"]["ConclusionView"];
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
            /** @description `unavailable`: Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
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
    save_conclusion: {
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
                "application/json": components["schemas"]["ConclusionBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConclusionBody"];
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
            /** @description `already_issued`: Already issued; `draft_changed`: Draft changed; `patient_no_show`: Patient no show */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "already_issued" | "draft_changed" | "patient_no_show";
                    };
                };
            };
            /** @description `unknown_diagnosis`: Unknown diagnosis; `unprintable_text`: Unprintable text */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unknown_diagnosis" | "unprintable_text" | "invalid";
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
    issue_conclusion: {
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
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentView"];
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
            /** @description `already_issued`: Already issued; `draft_changed`: Draft changed; `patient_no_show`: Patient no show; `consultation_not_ended`: Consultation not ended */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "already_issued" | "draft_changed" | "patient_no_show" | "consultation_not_ended";
                    };
                };
            };
            /** @description `conclusion_incomplete`: Conclusion incomplete; `unprintable_text`: Unprintable text; `idempotency_key_reused`: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "conclusion_incomplete" | "unprintable_text" | "idempotency_key_reused" | "invalid";
                    };
                };
            };
            /** @description `unavailable`: Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
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
    preview_conclusion: {
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
            /** @description `unavailable`: Unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "unavailable";
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
    read_preparation: {
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
                    "application/json": components["schemas"]["PreparationView"];
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
    save_preparation: {
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
                "application/json": components["schemas"]["PreparationBody"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparationView"];
                };
            };
            /** @description `identification_required`: Identification required; `consent_required`: Consent required */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "identification_required" | "consent_required";
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
            /** @description `preparation_closed`: Preparation closed; `preparation_changed`: Preparation changed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        /** @enum {string} */
                        code: "preparation_closed" | "preparation_changed";
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

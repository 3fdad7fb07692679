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
        /**
         * AccessAction
         * @description How a document was read.
         * @enum {string}
         */
        AccessAction: "viewed" | "downloaded" | "printed";
        /** AccessLogEntryRead */
        AccessLogEntryRead: {
            action: components["schemas"]["AccessAction"];
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            reader_kind: components["schemas"]["ReaderKind"];
            /** Reader Name */
            reader_name: string;
        };
        /** AccessLogRead */
        AccessLogRead: {
            /** Items */
            items: components["schemas"]["AccessLogEntryRead"][];
        };
        /** AccessPage */
        AccessPage: {
            /** Items */
            items: components["schemas"]["AccessRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /**
         * AccessRead
         * @description Somebody read a document, or opened a link; ``reader_name`` is the link's label where nobody is known by name.
         */
        AccessRead: {
            /**
             * Access Id
             * Format: uuid
             */
            access_id: string;
            /** Action */
            action: components["schemas"]["AccessAction"] | "opened";
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
        /** AuthorRead */
        AuthorRead: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Doctor Name */
            doctor_name: string;
        };
        /**
         * AuthorsRead
         * @description The doctors whose conclusions the caller may see, by name.
         */
        AuthorsRead: {
            /** Items */
            items: components["schemas"]["AuthorRead"][];
        };
        /** ConclusionRead */
        ConclusionRead: {
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
            patient: components["schemas"]["PatientRead"];
            /**
             * Recommendations
             * @default
             */
            recommendations: string;
            state: components["schemas"]["ConclusionState"];
            /** Version */
            version: number;
        };
        /**
         * ConclusionState
         * @description Where the conclusion of a visit stands.
         * @enum {string}
         */
        ConclusionState: "expected" | "draft" | "issued" | "no_show";
        /**
         * ConclusionUpdate
         * @description What a doctor writes. ``version`` is the one last read; 0 for a first draft.
         */
        ConclusionUpdate: {
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
        /** DiagnosesRead */
        DiagnosesRead: {
            /** Items */
            items: components["schemas"]["DiagnosisRead"][];
        };
        /** DiagnosisRead */
        DiagnosisRead: {
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
        /** DocumentAccessUpdate */
        DocumentAccessUpdate: {
            access: components["schemas"]["DocumentAccess"];
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
            items: components["schemas"]["DocumentRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
            restricted: components["schemas"]["Restriction"] | null;
        };
        /** DocumentRead */
        DocumentRead: {
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
            file: components["schemas"]["FileRead"];
            /** Issued At */
            issued_at: string | null;
            kind: components["schemas"]["DocumentKind"];
            /** Service Title */
            service_title: string | null;
            /** Title */
            title: string;
        };
        /** DocumentUpdate */
        DocumentUpdate: {
            /**
             * Document Date
             * Format: date
             */
            document_date: string;
            /** Title */
            title: string;
        };
        /**
         * DraftRead
         * @description A draft as it was saved, with its new version.
         */
        DraftRead: {
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
         * FieldError
         * @description One field of the request that is wrong, by its path and a stable kind; never its value.
         */
        FieldError: {
            /** Code */
            code: string;
            /** Field */
            field: string;
        };
        /** FileRead */
        FileRead: {
            /** Content Type */
            content_type: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
            state: components["schemas"]["FileState"];
        };
        /**
         * FileState
         * @description Whether a document's file may be shown. ``checking``: the virus scanner has not answered yet.
         * @enum {string}
         */
        FileState: "ready" | "checking" | "refused";
        /**
         * NoteCreate
         * @description What a patient writes down by hand, such as a day's blood pressure.
         */
        NoteCreate: {
            /** Document Date */
            document_date?: string | null;
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /** PatientRead */
        PatientRead: {
            /** Birth Date */
            birth_date: string | null;
            /** Full Name */
            full_name: string;
        };
        /**
         * PreparationForDoctorRead
         * @description What the patient prepared for the visit; the documents can be opened until ``closes_at``.
         */
        PreparationForDoctorRead: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /** Documents */
            documents: components["schemas"]["PreparedDocumentRead"][];
            /** Questions */
            questions: string;
        };
        /**
         * PreparationRead
         * @description ``editable`` until ``closes_at`` unless the visit was cancelled; the doctor sees the documents as long.
         */
        PreparationRead: {
            /**
             * Closes At
             * Format: date-time
             */
            closes_at: string;
            /** Documents */
            documents: components["schemas"]["DocumentRead"][];
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
         * PreparationUpdate
         * @description What a patient wants to ask and to show. ``version`` is the one last read; 0 for a first one.
         */
        PreparationUpdate: {
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
         * PreparedDocumentRead
         * @description A document as the visit's doctor sees it in the list.
         */
        PreparedDocumentRead: {
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
            file: components["schemas"]["FileRead"];
            kind: components["schemas"]["DocumentKind"];
            /** Title */
            title: string;
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
         * Restriction
         * @description Why a list holds the patient's own uploads only (R025, R033).
         * @enum {string}
         */
        Restriction: "identification_required" | "consent_required";
        /**
         * ShareCreate
         * @description What a patient shares, with whom in their own words, for how long, and with which code.
         */
        ShareCreate: {
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
         * SharedDocumentRead
         * @description A document as the holder of a link sees it.
         */
        SharedDocumentRead: {
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
            file: components["schemas"]["FileRead"];
            kind: components["schemas"]["DocumentKind"];
            /** Service Title */
            service_title: string | null;
            /** Title */
            title: string;
        };
        /**
         * SharedDocumentsRead
         * @description What a link shows now, whose it is, and till when. Never the label, which is the patient's own.
         */
        SharedDocumentsRead: {
            /**
             * Expires At
             * Format: date-time
             */
            expires_at: string;
            /** Items */
            items: components["schemas"]["SharedDocumentRead"][];
            /** Patient Name */
            patient_name: string;
            /**
             * Server Time
             * Format: date-time
             */
            server_time: string;
        };
        /** ShareDocumentRead */
        ShareDocumentRead: {
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
         * ShareLinkRead
         * @description The token that opens the link: the page's address is ``/s/<token>``.
         */
        ShareLinkRead: {
            /** Token */
            token: string;
        };
        /**
         * ShareRead
         * @description A link as its patient sees it. ``hidden_documents``: counted only; a password session sees no ``label`` then.
         */
        ShareRead: {
            /** Documents */
            documents: components["schemas"]["ShareDocumentRead"][];
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
        /** ShareSessionCreate */
        ShareSessionCreate: {
            /** Code */
            code?: string | null;
            /** Token */
            token: string;
        };
        /**
         * ShareSessionRead
         * @description ``key`` goes into the header X-Share-Key of every reading until ``ends_at``.
         */
        ShareSessionRead: {
            /**
             * Ends At
             * Format: date-time
             */
            ends_at: string;
            /** Key */
            key: string;
        };
        /**
         * SharesRead
         * @description Links newest first; ``restricted`` says what this session may not share (R025, R033).
         */
        SharesRead: {
            /** Items */
            items: components["schemas"]["ShareRead"][];
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
        /** VisitRead */
        VisitRead: {
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
        /** VisitsRead */
        VisitsRead: {
            /** Items */
            items: components["schemas"]["VisitRead"][];
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
                    "application/json": components["schemas"]["AuthorsRead"];
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
                    "application/json": components["schemas"]["DocumentRead"];
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
                    "application/json": components["schemas"]["DocumentRead"];
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
                "application/json": components["schemas"]["DocumentUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
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
                "application/json": components["schemas"]["DocumentAccessUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
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
                purpose?: components["schemas"]["AccessAction"];
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
                    "application/json": components["schemas"]["AccessLogRead"];
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
                    "application/json": components["schemas"]["DiagnosesRead"];
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
                "application/json": components["schemas"]["NoteCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
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
                    "application/json": components["schemas"]["SharedDocumentsRead"];
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
                purpose?: components["schemas"]["AccessAction"];
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
                "application/json": components["schemas"]["ShareSessionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareSessionRead"];
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
                    "application/json": components["schemas"]["SharesRead"];
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
                "application/json": components["schemas"]["ShareCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShareRead"];
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
                    "application/json": components["schemas"]["ShareLinkRead"];
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
                    "application/json": components["schemas"]["ShareRead"];
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
                    "application/json": components["schemas"]["VisitsRead"];
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
                    "application/json": components["schemas"]["PreparationForDoctorRead"];
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
                    "application/json": components["schemas"]["ConclusionRead"];
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
                "application/json": components["schemas"]["ConclusionUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DraftRead"];
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
                    "application/json": components["schemas"]["DocumentRead"];
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
                    "application/json": components["schemas"]["PreparationRead"];
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
                "application/json": components["schemas"]["PreparationUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreparationRead"];
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

export interface paths {
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
        put?: never;
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** AccessChange */
        AccessChange: {
            /**
             * Access
             * @enum {string}
             */
            access: "allowed" | "forbidden";
        };
        /** Body_add_document */
        Body_add_document: {
            /** Document Date */
            document_date?: string | null;
            /** File */
            file: string;
            /** Title */
            title: string;
        };
        /** Conclusion */
        Conclusion: {
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
            diagnosis_title?: string | null;
            /** Document Id */
            document_id?: string | null;
            /**
             * Examination
             * @default
             */
            examination: string;
            patient: components["schemas"]["VisitPatient"];
            /**
             * Recommendations
             * @default
             */
            recommendations: string;
            /**
             * State
             * @enum {string}
             */
            state: "expected" | "draft" | "issued";
            /**
             * Version
             * @default 0
             */
            version: number;
        };
        /** ConclusionText */
        ConclusionText: {
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
            diagnosis_title?: string | null;
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
            /**
             * Version
             * @default 0
             */
            version: number;
        };
        /** ConclusionVisit */
        ConclusionVisit: {
            /**
             * Booking Id
             * Format: uuid
             */
            booking_id: string;
            /** Patient Name */
            patient_name: string;
            /**
             * Starts At
             * Format: date-time
             */
            starts_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "awaiting" | "issued";
        };
        /** Diagnosis */
        Diagnosis: {
            /** Code */
            code: string;
            /** Title */
            title: string;
        };
        /** Document */
        Document: {
            /**
             * Access
             * @enum {string}
             */
            access: "allowed" | "forbidden";
            /** Booking Id */
            booking_id?: string | null;
            /** Clinic Title */
            clinic_title?: string | null;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Diagnosis Code */
            diagnosis_code?: string | null;
            /** Diagnosis Title */
            diagnosis_title?: string | null;
            /** Doctor Id */
            doctor_id?: string | null;
            /** Doctor Name */
            doctor_name?: string | null;
            /** Document Date */
            document_date?: string | null;
            /**
             * Document Id
             * Format: uuid
             */
            document_id: string;
            document_type?: components["schemas"]["DocumentType"] | null;
            file: components["schemas"]["FileInfo"];
            /** Issued At */
            issued_at?: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "conclusion" | "upload";
            /** Service Title */
            service_title?: string | null;
            /** Title */
            title: string;
        };
        /** DocumentPage */
        DocumentPage: {
            /** Items */
            items: components["schemas"]["Document"][];
            /** Next Cursor */
            next_cursor?: string | null;
            /** Restricted */
            restricted?: ("identification_required" | "consent_required") | null;
        };
        /** DocumentType */
        DocumentType: {
            /** Code */
            code: string;
            /** Title */
            title: string;
        };
        /** FileInfo */
        FileInfo: {
            /** Content Type */
            content_type: string;
            /** Name */
            name: string;
            /** Size */
            size: number;
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** Items[ConclusionVisit] */
        Items_ConclusionVisit_: {
            /** Items */
            items: components["schemas"]["ConclusionVisit"][];
        };
        /** Items[Diagnosis] */
        Items_Diagnosis_: {
            /** Items */
            items: components["schemas"]["Diagnosis"][];
        };
        /** Items[Reading] */
        Items_Reading_: {
            /** Items */
            items: components["schemas"]["Reading"][];
        };
        /** Reading */
        Reading: {
            /**
             * Action
             * @enum {string}
             */
            action: "viewed" | "downloaded" | "printed";
            /**
             * Read At
             * Format: date-time
             */
            read_at: string;
            /**
             * Reader Kind
             * @enum {string}
             */
            reader_kind: "patient" | "doctor";
            /** Reader Name */
            reader_name: string;
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
        /** VisitPatient */
        VisitPatient: {
            /** Birth Date */
            birth_date?: string | null;
            /** Full Name */
            full_name: string;
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
    list_documents: {
        parameters: {
            query?: {
                cursor?: string | null;
                kind?: string | null;
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
    add_document: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_add_document"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Document"];
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
                    "application/json": components["schemas"]["Document"];
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
                    "application/json": components["schemas"]["Document"];
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
                    "application/json": components["schemas"]["Items_Reading_"];
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
    find_diagnoses: {
        parameters: {
            query: {
                q: string;
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
                    "application/json": components["schemas"]["Items_Diagnosis_"];
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
    list_conclusion_visits: {
        parameters: {
            query: {
                state: "awaiting" | "issued";
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
                    "application/json": components["schemas"]["Items_ConclusionVisit_"];
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
                    "application/json": components["schemas"]["Conclusion"];
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
                "application/json": components["schemas"]["ConclusionText"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conclusion"];
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
    issue_conclusion: {
        parameters: {
            query?: never;
            header?: {
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
                    "application/json": components["schemas"]["Document"];
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

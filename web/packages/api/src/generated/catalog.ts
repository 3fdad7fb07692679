export interface paths {
    "/api/catalog/clinics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Clinics */
        get: operations["list_clinics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/clinics/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Clinic */
        get: operations["read_clinic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/doctor-ids": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Doctor Ids */
        get: operations["list_doctor_ids"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/doctors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Find Doctors */
        get: operations["find_doctors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/doctors/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Doctor */
        get: operations["read_doctor"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/portraits/{doctor_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read Portrait */
        get: operations["read_portrait"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/specialities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List Specialities */
        get: operations["list_specialities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalog/suggestions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Suggest */
        get: operations["suggest"];
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
        /** ClinicBriefRead */
        ClinicBriefRead: {
            /** Address */
            address: string;
            /** City */
            city?: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Phone */
            phone: string;
            /** Slug */
            slug: string;
            /** Time Zone */
            time_zone: string;
            /** Title */
            title: string;
        };
        /** ClinicRead */
        ClinicRead: {
            /** About */
            about: string;
            /** Address */
            address: string;
            /** City */
            city?: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Doctor Count */
            doctor_count: number;
            /** Phone */
            phone: string;
            /** Slug */
            slug: string;
            /** Time Zone */
            time_zone: string;
            /** Title */
            title: string;
        };
        /** ClinicsRead */
        ClinicsRead: {
            /** Items */
            items: components["schemas"]["ClinicRead"][];
        };
        /** ClinicSuggestionRead */
        ClinicSuggestionRead: {
            /** Address */
            address: string;
            /** City */
            city?: string | null;
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Slug */
            slug: string;
            /** Title */
            title: string;
        };
        /** DoctorCardRead */
        DoctorCardRead: {
            /** Clinics */
            clinics: components["schemas"]["ClinicBriefRead"][];
            /** Degree */
            degree: string | null;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Experience Since */
            experience_since: number;
            /** Full Name */
            full_name: string;
            /** Portrait Url */
            portrait_url: string;
            /**
             * Price From Kopecks
             * @description Money in kopecks, an integer
             */
            price_from_kopecks: number;
            /** Professions */
            professions: string[];
            /** Slug */
            slug: string;
            /** Speciality Titles */
            speciality_titles: string[];
            /** Visit Types */
            visit_types: components["schemas"]["VisitType"][];
        };
        /**
         * DoctorIdsRead
         * @description All doctors who fit, best first: for a caller who sorts by what another service knows.
         */
        DoctorIdsRead: {
            /** Items */
            items: string[];
        };
        /**
         * DoctorPage
         * @description Some of the doctors found.
         */
        DoctorPage: {
            /** Items */
            items: components["schemas"]["DoctorCardRead"][];
            /** Next Cursor */
            next_cursor?: string | null;
            /**
             * Total
             * @description How many there are on all pages; of an empty page none
             */
            total: number;
        };
        /** DoctorRead */
        DoctorRead: {
            /** About */
            about: string;
            /** Clinics */
            clinics: components["schemas"]["ClinicBriefRead"][];
            /** Degree */
            degree: string | null;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Education */
            education: string[];
            /** Experience Since */
            experience_since: number;
            /** Full Name */
            full_name: string;
            /** Offerings */
            offerings: components["schemas"]["OfferingRead"][];
            /** Portrait Url */
            portrait_url: string;
            /**
             * Price From Kopecks
             * @description Money in kopecks, an integer
             */
            price_from_kopecks: number;
            /** Professions */
            professions: string[];
            /** Slug */
            slug: string;
            /** Speciality Titles */
            speciality_titles: string[];
            /** Visit Types */
            visit_types: components["schemas"]["VisitType"][];
        };
        /** DoctorSuggestionRead */
        DoctorSuggestionRead: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Full Name */
            full_name: string;
            /** Portrait Url */
            portrait_url: string;
            /** Profession */
            profession: string;
            /** Slug */
            slug: string;
            /** Speciality Title */
            speciality_title: string;
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
        /** OfferingRead */
        OfferingRead: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Duration Minutes */
            duration_minutes: number;
            /**
             * Offering Id
             * Format: uuid
             */
            offering_id: string;
            /**
             * Price Kopecks
             * @description Money in kopecks, an integer
             */
            price_kopecks: number;
            /** Service Code */
            service_code: string;
            /** Service Title */
            service_title: string;
            visit_type: components["schemas"]["VisitType"];
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
        ProblemCode: "bad_request" | "body_too_large" | "forbidden" | "idempotency_key_reused" | "identification_required" | "internal" | "invalid" | "method_not_allowed" | "not_found" | "origin_refused" | "too_many_requests" | "unauthenticated" | "unavailable";
        /** SpecialitiesRead */
        SpecialitiesRead: {
            /** Items */
            items: components["schemas"]["SpecialityRead"][];
        };
        /** SpecialityRead */
        SpecialityRead: {
            /** Code */
            code: string;
            /** Doctor Count */
            doctor_count: number;
            /** Profession */
            profession: string;
            /** Slug */
            slug: string;
            /** Title */
            title: string;
        };
        /** SuggestionsRead */
        SuggestionsRead: {
            /** Clinics */
            clinics: components["schemas"]["ClinicSuggestionRead"][];
            /** Doctors */
            doctors: components["schemas"]["DoctorSuggestionRead"][];
            /** Specialities */
            specialities: components["schemas"]["SpecialityRead"][];
            /**
             * Spellings
             * @description What the typed words may have meant, as they are compared: а–я, a–z, 0–9
             */
            spellings: string[];
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
    list_clinics: {
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
                    "application/json": components["schemas"]["ClinicsRead"];
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
    read_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
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
                    "application/json": components["schemas"]["ClinicRead"];
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
    list_doctor_ids: {
        parameters: {
            query?: {
                clinic?: string | null;
                price_to_kopecks?: number | null;
                q?: string;
                /** @description Cheapest or longest in the profession first; otherwise what fits the words best */
                sort?: ("price" | "experience") | null;
                speciality?: string | null;
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
                    "application/json": components["schemas"]["DoctorIdsRead"];
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
    find_doctors: {
        parameters: {
            query?: {
                clinic?: string | null;
                /** @description `next_cursor` of the page before */
                cursor?: string | null;
                /** @description Only these, in this order: up to 50 ids, separated by commas */
                doctor_ids?: string | null;
                limit?: number;
                price_to_kopecks?: number | null;
                q?: string;
                /** @description Cheapest or longest in the profession first; otherwise what fits the words best */
                sort?: ("price" | "experience") | null;
                speciality?: string | null;
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
                    "application/json": components["schemas"]["DoctorPage"];
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
    read_doctor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
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
                    "application/json": components["schemas"]["DoctorRead"];
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
    read_portrait: {
        parameters: {
            query?: never;
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
    list_specialities: {
        parameters: {
            query?: {
                clinic?: string | null;
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
                    "application/json": components["schemas"]["SpecialitiesRead"];
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
    suggest: {
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
                    "application/json": components["schemas"]["SuggestionsRead"];
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

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
    "/api/catalog/clinics/{slug_or_id}": {
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
    "/api/catalog/doctors/{slug_or_id}": {
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
        /** Clinic */
        Clinic: {
            /** About */
            about: string;
            /** Address */
            address: string;
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
        /** DoctorCard */
        DoctorCard: {
            /** Clinics */
            clinics: components["schemas"]["DoctorClinic"][];
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Experience Since */
            experience_since?: number | null;
            /** Full Name */
            full_name: string;
            /** Portrait Url */
            portrait_url?: string | null;
            /** Price From Kopecks */
            price_from_kopecks?: number | null;
            /** Slug */
            slug: string;
            /** Speciality Titles */
            speciality_titles: string[];
            /** Visit Types */
            visit_types: ("online" | "clinic")[];
        };
        /** DoctorClinic */
        DoctorClinic: {
            /**
             * Clinic Id
             * Format: uuid
             */
            clinic_id: string;
            /** Time Zone */
            time_zone: string;
            /** Title */
            title: string;
        };
        /** DoctorPage */
        DoctorPage: {
            /** About */
            about: string;
            /** Clinics */
            clinics: components["schemas"]["DoctorClinic"][];
            /** Degree */
            degree?: string | null;
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Education */
            education: string[];
            /** Experience Since */
            experience_since?: number | null;
            /** Full Name */
            full_name: string;
            /** Offerings */
            offerings: components["schemas"]["Offering"][];
            /** Portrait Url */
            portrait_url?: string | null;
            /** Price From Kopecks */
            price_from_kopecks?: number | null;
            /** Slug */
            slug: string;
            /** Speciality Titles */
            speciality_titles: string[];
            /** Visit Types */
            visit_types: ("online" | "clinic")[];
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /** Items[Clinic] */
        Items_Clinic_: {
            /** Items */
            items: components["schemas"]["Clinic"][];
        };
        /** Items[Speciality] */
        Items_Speciality_: {
            /** Items */
            items: components["schemas"]["Speciality"][];
        };
        /** Offering */
        Offering: {
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
            /** Price Kopecks */
            price_kopecks: number;
            /** Service Code */
            service_code: string;
            /** Service Title */
            service_title: string;
            /**
             * Visit Type
             * @enum {string}
             */
            visit_type: "online" | "clinic";
        };
        /** Page[DoctorCard] */
        Page_DoctorCard_: {
            /** Items */
            items: components["schemas"]["DoctorCard"][];
            /** Next Cursor */
            next_cursor?: string | null;
        };
        /** Speciality */
        Speciality: {
            /** Code */
            code: string;
            /** Doctor Count */
            doctor_count: number;
            /** Slug */
            slug: string;
            /** Title */
            title: string;
        };
        /** SuggestedClinic */
        SuggestedClinic: {
            /** Address */
            address: string;
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
        /** SuggestedDoctor */
        SuggestedDoctor: {
            /**
             * Doctor Id
             * Format: uuid
             */
            doctor_id: string;
            /** Full Name */
            full_name: string;
            /** Portrait Url */
            portrait_url?: string | null;
            /** Slug */
            slug: string;
            /** Speciality Title */
            speciality_title: string;
        };
        /** SuggestedSpeciality */
        SuggestedSpeciality: {
            /** Code */
            code: string;
            /** Doctor Count */
            doctor_count: number;
            /** Slug */
            slug: string;
            /** Title */
            title: string;
        };
        /** Suggestions */
        Suggestions: {
            /** Clinics */
            clinics: components["schemas"]["SuggestedClinic"][];
            /** Doctors */
            doctors: components["schemas"]["SuggestedDoctor"][];
            /** Specialities */
            specialities: components["schemas"]["SuggestedSpeciality"][];
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
                    "application/json": components["schemas"]["Items_Clinic_"];
                };
            };
        };
    };
    read_clinic: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug_or_id: string;
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
                    "application/json": components["schemas"]["Clinic"];
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
    find_doctors: {
        parameters: {
            query?: {
                clinic?: string | null;
                cursor?: string | null;
                limit?: number;
                price_to_kopecks?: number | null;
                q?: string | null;
                speciality?: string | null;
                visit_type?: ("online" | "clinic") | null;
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
                    "application/json": components["schemas"]["Page_DoctorCard_"];
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
    read_doctor: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                slug_or_id: string;
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
                    "application/json": components["schemas"]["DoctorPage"];
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
    list_specialities: {
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
                    "application/json": components["schemas"]["Items_Speciality_"];
                };
            };
        };
    };
    suggest: {
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
                    "application/json": components["schemas"]["Suggestions"];
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

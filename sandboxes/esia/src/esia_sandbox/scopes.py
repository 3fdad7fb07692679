"""What may be asked about a person, in words for the consent page and in fields for the REST."""

# Names of the scopes as the person reads them before pressing «Предоставить».
NAMES: dict[str, str] = {
    "openid": "Вход в систему под вашей учётной записью",
    "fullname": "Фамилия, имя и отчество",
    "birthdate": "Дата рождения",
    "birthplace": "Место рождения",
    "gender": "Пол",
    "snils": "СНИЛС",
    "inn": "ИНН",
    "id_doc": "Документ, удостоверяющий личность, и гражданство",
    "email": "Адрес электронной почты",
    "mobile": "Номер мобильного телефона",
    "contacts": "Контакты и адреса",
    "addresses": "Адреса регистрации и проживания",
    "medical_doc": "Полис обязательного медицинского страхования",
    "birth_cert_doc": "Свидетельство о рождении",
    "foreign_passport_doc": "Заграничный паспорт",
    "drivers_licence_doc": "Водительское удостоверение",
    "residence_doc": "Вид на жительство",
    "temporary_residence_doc": "Разрешение на временное проживание",
    "vehicles": "Транспортные средства",
    "usr_org": "Организации, в которых вы состоите",
    "kid_fullname": "Фамилия, имя и отчество детей",
    "kid_birthdate": "Даты рождения детей",
    "kid_gender": "Пол детей",
    "kid_snils": "СНИЛС детей",
    "kid_birth_cert_doc": "Свидетельства о рождении детей",
    "kid_medical_doc": "Полисы ОМС детей",
    "remd_medical_doc": "Медицинские документы",
    "bio": "Сведения о биометрии",
    "ext_auth_result": "Результат расширенной проверки входа",
    "http://esia.gosuslugi.ru/usr_inf": "Сведения профиля (все основные данные)",
}
# Scopes of systems, used with client_credentials; an argument follows the question mark.
SYSTEM_NAMES = {"prm_chg", "prm_rvk", "usr_trm"}
ORGANISATION_NAMES = {"org_fullname", "org_shortname", "org_inn", "org_ogrn", "org_emps", "org_ctts"}
UMBRELLA = "http://esia.gosuslugi.ru/usr_inf"

PERSON_FIELDS: dict[str, str] = {
    "lastName": "fullname",
    "firstName": "fullname",
    "middleName": "fullname",
    "birthDate": "birthdate",
    "birthPlace": "birthplace",
    "gender": "gender",
    "snils": "snils",
    "inn": "inn",
    "citizenship": "id_doc",
    "rIdDoc": "id_doc",
}
DOCUMENTS: dict[str, str] = {
    "RF_PASSPORT": "id_doc",
    "FID_DOC": "id_doc",
    "MLTR_ID": "id_doc",
    "MDCL_PLCY": "medical_doc",
    "RF_BRTH_CERT": "birth_cert_doc",
    "FRGN_PASS": "foreign_passport_doc",
    "RF_DRIVING_LICENSE": "drivers_licence_doc",
    "RESIDENCE_PERMIT": "residence_doc",
    "TEMPORARY_RESIDENCE": "temporary_residence_doc",
}
KID_FIELDS: dict[str, str] = {
    "lastName": "kid_fullname",
    "firstName": "kid_fullname",
    "middleName": "kid_fullname",
    "birthDate": "kid_birthdate",
    "gender": "kid_gender",
    "snils": "kid_snils",
}
KID_DOCUMENTS = {"RF_BRTH_CERT": "kid_birth_cert_doc", "MDCL_PLCY": "kid_medical_doc"}
# Any one of these opens the collection; its elements are then filtered one by one.
COLLECTIONS: dict[str, set[str]] = {
    "ctts": {"email", "mobile", "contacts"},
    "addrs": {"addresses", "contacts"},
    "docs": set(DOCUMENTS.values()),
    "kids": set(KID_FIELDS.values()) | set(KID_DOCUMENTS.values()),
    "vhls": {"vehicles"},
    "roles": {"usr_org"},
    "orgs": {"usr_org"},
}


def base(scope: str) -> str:
    """The name of a scope without its argument: prm_chg?oid=1 → prm_chg."""
    return scope.partition("?")[0]


def known(scope: str) -> bool:
    return base(scope) in NAMES or base(scope) in SYSTEM_NAMES


def has(scopes: set[str], name: str) -> bool:
    return name in scopes or (UMBRELLA in scopes and not name.startswith("kid_"))


def of_contact(kind: str) -> set[str]:
    return {"EML": {"email", "contacts"}, "MBT": {"mobile", "contacts"}}.get(kind, {"contacts"})

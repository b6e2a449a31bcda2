"""Other bodies of the invented akimat and region, each with an address that leads nowhere."""

from dataclasses import dataclass

from senim.demo.geography import DISTRICT, REGION, RURAL
from senim.demo.people import DOMAIN


@dataclass(frozen=True, slots=True)
class Agency:
    """A body: key, the code of the area that it is asked in, names in Kazakh, Russian and English."""

    key: str
    area: str
    kk: str
    ru: str
    en: str

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


AGENCIES = (
    Agency("lighting", DISTRICT, "«Арқау-Жарық» көше жарығы кәсіпорны", "КГП «Аркау-Жарык» (уличное освещение)",
           "Arkau-Zharyk street lighting"),
    Agency("housing", DISTRICT, "Арқау ауданы әкімдігінің тұрғын үй инспекциясы",
           "Жилищная инспекция акимата района Аркау", "Housing inspectorate of Arkau akimat"),
    Agency("roads", DISTRICT, "Арқау ауданының жолдар және абаттандыру бөлімі",
           "Отдел дорог и благоустройства района Аркау", "Roads and improvement office of Arkau"),
    Agency("education", DISTRICT, "Арқау ауданының білім бөлімі", "Отдел образования района Аркау",
           "Education office of Arkau"),
    Agency("social", DISTRICT, "Арқау ауданының әлеуметтік қолдау бөлімі", "Отдел социальной поддержки района Аркау",
           "Social support office of Arkau"),
    Agency("vet", REGION, "Кеңжазық облысының ветеринария станциясы", "Ветеринарная станция Кенжазыкской области",
           "Veterinary station of Kenzhazyk Region"),
    Agency("energy", REGION, "«Кеңжазық Энерго» электр желілері", "Электросети «Кенжазык Энерго»",
           "Kenzhazyk Energo power grid"),
    Agency("rural-akimat", RURAL, "Тұмарлы ауданы әкімінің аппараты", "Аппарат акима Тумарлинского района",
           "Office of the akim of Tumarly"),
)

"""How exact each area is and how it was got, as the layer files say it of each feature."""

from __future__ import annotations

RAYON_M, LESS_EXACT_M = 1800, 2440
"""Metres at the 95th percentile against the sets of `MEASURED`, as that measurement gave them for edition 1.1.0: at
most 1800 for most rayons, 1970 to 2440 for six (khojavend, lachin, fuzuli, kangarli, babek, sharur)."""
MEASURED = " Measured against geoBoundaries and Who's On First: 19 of 20 points of it lie nearer than stated."
BY_RAYON = (
    "District border traced from a published map (KGeography), fitted to the state border of OpenStreetMap." + MEASURED
)
BY_LINE = BY_RAYON + " Cut by the line of contact of 1994 (Natural Earth)."
BY_OBLAST = "Former oblast (Natural Earth); {how} No map of the line of November 2020 could be had: schematic."
BY_PROVINCE = "Border of the province by Natural Earth; where it is the state border, that of OpenStreetMap."
TOWN = "The part of the 5-km strip in Lachin district, joined to Sus, which lies beside the road."
HADRUT = "the ground nearer to Hadrut than to Khojavend or Khankendi / Stepanakert."
SUGOVUSHAN = "the ground within 4 km of Sugovushan / Madagiz and Talish."
VILLAGE = "Coordinate of the village, to about 500 m."
TOWN_POINT = "Coordinate of the town, to about 500 m."
SHUSHA = (
    "Shusha / Shushi district without the 5-km strip; the town, which the map of the districts shows in five cells, is "
    "enlarged to reach its true place."
)
RUMP = (
    "what lies west of the line of contact of 1994, with the part of Tartar district there, without Shusha / Shushi, "
    "Hadrut and Sugovushan / Madagiz."
)
GAZAKH = (
    "A strip along the border at Baghanis Ayrum and Ashaghi Askipara, as long (12.7 km) and as large (6.5 km²) as what "
    "was delimited; which ground that was is not known: schematic."
)
EXCLAVE = "The exclave as OpenStreetMap had it in 2017; its size in publications differs."
POSITIONS = (
    "A strip along the border, on the side of Armenia, as large as Armenian sources state ({area}); its outline is not "
    "known: schematic."
)
OBLAST = (
    "Natural Earth's border of the oblast, moved to the borders of the districts where the two draw one border; the "
    "districts Shusha / Shushi, Khojali and Khojavend lie in it whole."
)
CONTACT = (
    "Natural Earth's ceasefire line of 1994, moved to the borders of the districts where the two draw one line, and to "
    "the north of Kalbajar."
)
CORRIDOR_ZONE = (
    "Everything within 2.5 km of the old Lachin road as drawn, without Shusha / Shushi town; 6 % of the surveyed road "
    "lie outside: schematic."
)
_STATED = {
    "khojavend": (LESS_EXACT_M, False, BY_RAYON),
    "kangarli": (LESS_EXACT_M, False, BY_RAYON),
    "babek": (LESS_EXACT_M, False, BY_RAYON),
    "sharur_district": (LESS_EXACT_M, False, BY_RAYON),
    "nakhchivan_city": (2930, False, BY_RAYON + " Drawn 2.5 times too large."),
    "syunik": (4000, False, BY_PROVINCE),
    "aghdam_held": (RAYON_M, False, BY_LINE),
    "aghdam_rest": (RAYON_M, False, BY_LINE),
    "fuzuli_held": (LESS_EXACT_M, False, BY_LINE),
    "fuzuli_rest": (LESS_EXACT_M, False, BY_LINE),
    "lachin_district": (LESS_EXACT_M, False, BY_RAYON + " Without the 5-km strip."),
    "lachin_town": (3000, True, TOWN),
    "shusha": (3000, True, BY_OBLAST.format(how=SHUSHA)),
    "hadrut": (8000, True, BY_OBLAST.format(how=HADRUT)),
    "hin_tagher": (5000, True, BY_OBLAST.format(how="the ground within 2 km of Hin Tagher and Khtsaberd.")),
    "sugovushan": (5000, True, BY_OBLAST.format(how=SUGOVUSHAN)),
    "nk_rump": (8600, True, BY_OBLAST.format(how=RUMP) + MEASURED),
    "farrukh": (500, False, VILLAGE),
    "baghanis_ayrum": (500, False, VILLAGE),
    "ashagi_askipara": (500, False, VILLAGE),
    "karki": (500, False, VILLAGE),
    "martakert": (500, False, TOWN_POINT),
    "gazakh_4": (7000, True, GAZAKH),
    "yukhari_askipara": (1000, False, EXCLAVE),
    "barkhudarli_sofulu": (1000, False, EXCLAVE),
    "artsvashen": (1000, False, EXCLAVE),
    "positions_sev": (4000, True, POSITIONS.format(area="13 km²")),
    "positions_shorzha": (6000, True, POSITIONS.format(area="32 km²")),
    "positions_jermuk": (6000, True, POSITIONS.format(area="60 km²")),
    "nkao": (2600, False, OBLAST + MEASURED),
    "line_of_contact": (2000, False, CONTACT),
    "rpk_zone": (8600, True, "What was left of the former oblast, with the 5-km zone: schematic." + MEASURED),
    "lachin_corridor_zone": (3000, True, CORRIDOR_ZONE),
}


def stated(entity: str) -> dict[str, int | bool | str]:
    """Return accuracy in metres, whether the entity is drawn schematically, and how it was got."""
    accuracy, schematic, method = _STATED.get(entity, (RAYON_M, False, BY_RAYON))
    return {"accuracy_m": accuracy, "schematic": schematic, "method": method}

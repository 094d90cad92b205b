# Reads and writes settings as YAML, TOML, JSON and INI (needs: pyyaml).
import configparser
import datetime
import io
import json
import tomllib

import yaml

YAML = """
name: Wetterstation „Süd“
sensors: &sensors
  - {id: 1, kind: temperature, unit: °C}
  - {id: 2, kind: humidity, unit: '%'}
backup:
  sensors: *sensors
since: 2024-02-29
limits: [1e3, 0x1F, .inf]
notes: |
  erste Zeile
  zweite Zeile
"""
TOML = """title = "Größe"
when = 1979-05-27T07:32:00Z
[server]
ports = [8001, 8_002]
[[users]]
name = "Zoë"
[[users]]
name = "李"
"""
INI = """[DEFAULT]
base = /srv
[Pfade]
data = %(base)s/daten
tief = yes
anzahl = 12
"""

config = yaml.safe_load(YAML)
print(config["name"], config["since"].isoformat(), config["limits"], repr(config["notes"]))
print("shared:", config["sensors"] is config["backup"]["sensors"])
text = yaml.safe_dump({"stadt": "Łódź", "werte": [1, 2.5, None, True]}, allow_unicode=True, sort_keys=True)
print(text, end="")
print("loader in C:", hasattr(yaml, "CSafeLoader"), len(list(yaml.safe_load_all("a: 1\n---\nb: 2\n"))))
for bad in ("a: [1, 2", "!!python/object:os.system {}"):
    try:
        yaml.safe_load(bad)
    except yaml.YAMLError as error:
        print("refused:", type(error).__name__)

settings = tomllib.loads(TOML)
print(settings["title"], settings["when"] == datetime.datetime(1979, 5, 27, 7, 32, tzinfo=datetime.timezone.utc), settings["server"]["ports"],
      [user["name"] for user in settings["users"]])

ini = configparser.ConfigParser()
ini.read_string(INI)
section = ini["Pfade"]
print(section["data"], section.getboolean("tief"), section.getint("anzahl") + 1, section.get("fehlt", "-"))
output = io.StringIO()
ini.write(output)
print(output.getvalue().count("="), "settings written")

data = json.loads('{"b": [1, 2.0, 1e400], "a": "\\u00fc \\ud83d\\ude00", "c": null}', parse_constant=str)
print(json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1))
print(json.dumps(data["a"]), json.dumps({"x": datetime.date(2024, 1, 2)}, default=str))
try:
    json.loads('{"a": 1,}')
except json.JSONDecodeError as error:
    print("json error in column", error.colno)

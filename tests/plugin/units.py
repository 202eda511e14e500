#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The plugin's parts that need no QGIS: commands, path maps, places in error lines, the text of a study."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "qgis-plugin"))

from kavel.command_line import PathMap, split_command  # noqa: E402
from kavel.messages import Place, place_in  # noqa: E402
from kavel.study_text import Choice, Source, path_from, study_text, toml_text  # noqa: E402


class Commands(unittest.TestCase):
    def test_a_command_is_its_words(self) -> None:
        self.assertEqual(split_command("wsl.exe  kavel"), ["wsl.exe", "kavel"])

    def test_a_windows_path_keeps_its_backslashes(self) -> None:
        self.assertEqual(
            split_command(r'"C:\Program Files\Kavel\kavel.exe" -v'), [r"C:\Program Files\Kavel\kavel.exe", "-v"]
        )
        self.assertEqual(split_command(r"C:\kavel\kavel.exe"), [r"C:\kavel\kavel.exe"])

    def test_quotes_may_stand_within_a_word_and_be_empty(self) -> None:
        self.assertEqual(split_command("a'b c'd \"\" 'x\"y'"), ["ab cd", "", 'x"y'])

    def test_a_quote_that_is_not_closed_is_told(self) -> None:
        with self.assertRaises(ValueError):
            split_command('"C:\\Program Files\\kavel.exe')


class Paths(unittest.TestCase):
    def test_without_pairs_nothing_changes(self) -> None:
        self.assertEqual(PathMap("").there("/a/b"), "/a/b")
        self.assertEqual(PathMap("").here("error: /a/b"), "error: /a/b")

    def test_windows_drives_become_those_of_wsl(self) -> None:
        paths = PathMap("C:\\=/mnt/c;D:\\data=/mnt/d/data")
        self.assertEqual(paths.there(r"c:\Users\me\study.toml"), "/mnt/c/Users/me/study.toml")
        self.assertEqual(paths.there("C:/Users/me/study.toml"), "/mnt/c/Users/me/study.toml")
        self.assertEqual(paths.there(r"D:\data\x"), "/mnt/d/data/x")
        self.assertEqual(paths.there(r"D:\database\x"), r"D:\database\x")

    def test_error_lines_come_back_with_the_paths_of_here(self) -> None:
        paths = PathMap("C:\\=/mnt/c")
        self.assertEqual(
            paths.here("error: /mnt/c/a b/s.toml:3:1: x; see '/mnt/c/r.toml'"),
            "error: C:/a b/s.toml:3:1: x; see 'C:/r.toml'",
        )
        self.assertEqual(paths.here("error: /mnt/cd/s.toml: x"), "error: /mnt/cd/s.toml: x")

    def test_the_longest_pair_counts(self) -> None:
        paths = PathMap("/home=/h\n/home/me/data=/d")
        self.assertEqual(paths.there("/home/me/data/x"), "/d/x")
        self.assertEqual(paths.there("/home/me/x"), "/h/me/x")
        self.assertEqual(paths.here("/d/x and /h/y"), "/home/me/data/x and /home/y")

    def test_folders_that_swap_names_are_not_swapped_twice(self) -> None:
        paths = PathMap("/a=/b;/b=/a")
        self.assertEqual(paths.here("/a/x /b/y"), "/b/x /a/y")

    def test_a_root_may_be_mapped(self) -> None:
        paths = PathMap("/=/host")
        self.assertEqual(paths.there("/tmp/x"), "/host/tmp/x")
        self.assertEqual(paths.here("error: /host/tmp/x:1:1: y"), "error: /tmp/x:1:1: y")

    def test_the_value_of_a_set_is_a_path_too(self) -> None:
        paths = PathMap("/data=/mnt/data")
        self.assertEqual(
            paths.argument_there('layers.homes.source="/data/b.gpkg"'), 'layers.homes.source="/mnt/data/b.gpkg"'
        )
        self.assertEqual(paths.argument_there("weights.size=3"), "weights.size=3")
        self.assertEqual(paths.argument_there("/data/a=b.toml"), "/mnt/data/a=b.toml")

    def test_a_pair_needs_both_sides(self) -> None:
        for wrong in ("C:", "=/mnt/c", "C:\\="):
            with self.assertRaises(ValueError):
                PathMap(wrong)


class Places(unittest.TestCase):
    def test_file_line_and_column(self) -> None:
        self.assertEqual(place_in("error: /a b/s.toml:12:3: wrong; do this"), Place("/a b/s.toml", 12, 3))

    def test_a_drive_is_no_end_of_the_name(self) -> None:
        self.assertEqual(place_in("error: C:/a/s.toml:12:3: wrong"), Place("C:/a/s.toml", 12, 3))
        self.assertEqual(place_in(r"error: C:\a\s.toml: wrong"), Place(r"C:\a\s.toml", 0, 0))

    def test_a_line_may_name_no_file(self) -> None:
        self.assertIsNone(place_in("error: there is no command 'scor'; did you mean 'score'?"))
        self.assertIsNone(place_in("let op: iets"))


class Studies(unittest.TestCase):
    def test_a_study_says_where_things_are(self) -> None:
        choice = Choice(
            'Kavels "Oost"',
            "rpw-logistiek",
            Source("/p/data/k.gpkg", "kavels", "status = 'vrij'"),
            [
                ("natura2000", Source("/p/n2k.shp")),
                ("nnn", Source("/p/a.gpkg", "x")),
                ("nnn", Source("/q/b.geojson", crs="EPSG:4326")),
            ],
            "nr",
            "naam",
            2030,
        )
        self.assertEqual(
            study_text(choice, "/p/studies/s.toml"),
            """\
[study]
title = "Kavels \\"Oost\\""
rules = "rpw-logistiek"
year = 2030
language = "nl"

[candidates]
source = "../data/k.gpkg"
layer = "kavels"
where = "status = 'vrij'"
id = "nr"
name = "naam"

[layers.natura2000]
source = "../n2k.shp"

[[layers.nnn]]
source = "../a.gpkg"
layer = "x"

[[layers.nnn]]
source = "../../q/b.geojson"
crs = "EPSG:4326"
""",
        )

    def test_a_rule_file_is_a_path(self) -> None:
        choice = Choice("x", "/p/regels.toml", Source("/p/k.gpkg"), [])
        self.assertIn('rules = "./regels.toml"', study_text(choice, "/p/s.toml"))

    def test_what_lies_under_another_name_there_is_named_whole(self) -> None:
        paths = PathMap("/p=/mnt/p;/q=/srv/q")
        self.assertEqual(path_from("/p/studies", "/p/x.gpkg", paths), "../x.gpkg")
        self.assertEqual(path_from("/p/studies", "/q/x.gpkg", paths), "/srv/q/x.gpkg")

    def test_services_and_archives_stay_as_they_are(self) -> None:
        self.assertEqual(path_from("/p", "/vsizip//q/a.zip/b.shp"), "/vsizip//q/a.zip/b.shp")
        self.assertEqual(path_from("/p", "WFS:https://x"), "WFS:https://x")

    def test_texts_are_toml(self) -> None:
        self.assertEqual(toml_text('a\\b"c\té\x7f'), '"a\\\\b\\"c\\té\\u007f"')


if __name__ == "__main__":
    unittest.main()

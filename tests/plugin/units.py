#!/usr/bin/python3
# SPDX-License-Identifier: EUPL-1.2
"""The plugin's parts that need no QGIS: commands, path maps, places in error lines, the text of a study."""

from __future__ import annotations

import sys
import unittest
from pathlib import Path

import numpy

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "qgis-plugin"))

from kavel.command_line import PathMap, split_command  # noqa: E402
from kavel.messages import Place, place_in  # noqa: E402
from kavel.panel.reranking import Criterion, NoWeights, Recorded, rerank  # noqa: E402
from kavel.panel.weights_text import CannotEdit, with_weights  # noqa: E402
from kavel.rule_words import limit_words, result_words, value_words  # noqa: E402
from kavel.study_text import Choice, Source, path_from, study_text, toml_text  # noqa: E402
from kavel.texts import Wording  # noqa: E402


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


class Weights(unittest.TestCase):
    def test_a_number_changes_and_all_else_stays(self) -> None:
        text = '# mine\n[weights]\nsize = 3   # ha\n"ramp-distance"=2.5\n\n[scenario.x]\nsize = 9\n'
        self.assertEqual(
            with_weights(text, {"size": 4.0, "ramp-distance": 0.5, "homes": 1}),
            '# mine\n[weights]\nsize = 4   # ha\n"ramp-distance"=0.5\nhomes = 1\n\n[scenario.x]\nsize = 9\n',
        )

    def test_a_table_comes_at_the_end_where_there_is_none(self) -> None:
        self.assertEqual(with_weights("[study]\nyear = 1", {"a": 2}), "[study]\nyear = 1\n\n[weights]\na = 2\n")

    def test_a_table_that_ends_the_file_without_a_line_end_grows(self) -> None:
        self.assertEqual(with_weights("[weights]\na = 1", {"b": 2}), "[weights]\na = 1\nb = 2\n")
        self.assertEqual(with_weights("[weights]", {"b": 2}), "[weights]\nb = 2\n")

    def test_line_ends_of_windows_stay(self) -> None:
        text = "[weights]\r\na = 1\r\n\r\n[x]\r\n"
        self.assertEqual(with_weights(text, {"a": 2, "b": 3}), "[weights]\r\na = 2\r\nb = 3\r\n\r\n[x]\r\n")
        self.assertEqual(with_weights("[x]\r\n", {"a": 2}), "[x]\r\n\r\n[weights]\r\na = 2\r\n")

    def test_texts_and_arrays_of_several_lines_are_no_tables(self) -> None:
        text = 'sql = """\n[weights]\na = 1\n"""\nlist = [\n[1],\n[2]\n]\n[weights]\na = 5\n'
        self.assertEqual(with_weights(text, {"a": 6}), text.replace("a = 5", "a = 6"))

    def test_dotted_keys_are_found(self) -> None:
        text = "weights.a = 1\nweights . b = 2 # two\n[study]\nweights.a = 3\n"
        self.assertEqual(
            with_weights(text, {"a": 7, "b": 8, "c": 9}),
            "weights.a = 7\nweights . b = 8 # two\nweights.c = 9\n[study]\nweights.a = 3\n",
        )

    def test_a_table_on_one_line_is_left_to_the_planner(self) -> None:
        with self.assertRaises(CannotEdit):
            with_weights("weights = { a = 1 }\n", {"a": 2})


class Ranks(unittest.TestCase):
    def recorded(self, values: list, statuses: list, ids: list) -> Recorded:
        criteria = [Criterion("a", "A", "t", 1.0), Criterion("b", "B", "t", 0.0)]
        return Recorded(ids, statuses, criteria, numpy.array(values), ["t"])

    def test_ties_chain_and_the_next_rank_is_skipped(self) -> None:
        values = [[0.5, 0.5 + 8e-12, 0.5 + 16e-12, 0.4, 0.9], [0.0] * 5]
        recorded = self.recorded(values, ["suitable"] * 5, ["d", "b", "c", "a", "e"])
        ranking = rerank(recorded, {"a": 1.0, "b": 0.0})
        self.assertEqual(ranking.ranks, [2, 2, 2, 5, 1])
        self.assertEqual([recorded.plot_ids[i] for i in ranking.order], ["e", "b", "c", "d", "a"])

    def test_excluded_plots_keep_a_score_and_unusable_ones_have_none(self) -> None:
        values = [[0.9, float("nan"), 0.5], [0.1, float("nan"), 0.5]]
        recorded = self.recorded(values, ["excluded", "unusable", "conditional"], ["a", "b", "c"])
        ranking = rerank(recorded, {"a": 3.0, "b": 1.0})
        self.assertEqual(ranking.ranks, [None, None, 1])
        self.assertEqual(ranking.scores, [100.0 * (0.75 * 0.9 + 0.25 * 0.1), None, 50.0])
        self.assertEqual(ranking.order, [2, 0, 1])

    def test_ids_stand_in_the_order_of_their_bytes(self) -> None:
        recorded = self.recorded([[0.5] * 3, [0.5] * 3], ["suitable"] * 3, ["é", "z", "Z"])
        self.assertEqual(rerank(recorded, {"a": 1, "b": 1}).order, [2, 1, 0])

    def test_no_weight_decides_nothing(self) -> None:
        with self.assertRaises(NoWeights):
            rerank(self.recorded([[1.0], [1.0]], ["suitable"], ["a"]), {"a": 0.0, "b": 0.0})


class RuleWords(unittest.TestCase):
    def rule(self, **more: str | None) -> dict:
        return {"id": "r", "measure": "area", "unit": "m2", "limit_text": "", "value_function": "", **more}

    def test_curves_are_told_in_figures(self) -> None:
        bell = self.rule(value_function="gaussian {best = 50000, sigma = 20000}")
        self.assertEqual(
            value_words(bell, Wording("nl")),
            "1 bij 5 ha, naar weerszijden lager: 0,61 bij een verschil van 2 ha (klokvormig)",
        )
        slope = self.rule(unit="m", value_function="logistic {midpoint = 1000, worst = 2000, best = 500}")
        self.assertEqual(value_words(slope, Wording("en")), "0.05 at 1,750 m, 0.5 at 1,000 m, 0.95 at 250 m (S-shaped)")

    def test_a_result_is_told_in_the_words_of_its_limit(self) -> None:
        nl = Wording("nl")
        self.assertEqual(result_words(self.rule(), {"raw": 8792.0, "raw_text": None}, False, nl), "0,88 ha")
        self.assertEqual(
            result_words(self.rule(measure="expression", unit=""), {"raw": 0.0, "raw_text": None}, True, nl), "nee"
        )
        unknown = {"raw": None, "raw_text": "geen geometrie"}
        self.assertEqual(result_words(self.rule(measure="expression", unit=""), unknown, True, nl), "geen geometrie")

    def test_a_field_of_a_table_has_its_title(self) -> None:
        rule = self.rule(
            measure="distance",
            unit="m",
            limit_text='min = {by = "environmental_category", table = {"3.1" = 50}, other = 100}',
        )
        self.assertEqual(limit_words(rule, Wording("nl")), "ten minste, naar milieucategorie: 3.1: 50 m; anders 100 m")


if __name__ == "__main__":
    unittest.main()

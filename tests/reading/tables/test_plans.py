"""What tables of projects, measures and goals hold: who reads the table sees it at a glance."""

import pytest
from tests.reading.tables.making import Part, plan

CASES: dict[str, tuple[tuple[Part, ...], str, list[str]]] = {
    "columns by their heads": (
        (
            [
                "番号 | 主管課 | 事業名 | 事業費（千円） | 主な内容",
                "1 | 企画課 | みどりの回廊事業 | 12,300 | 街路樹を植える",
                "2 | 福祉課 | 見守り訪問事業 | 4,500 | 高齢者宅を訪ねる",
            ],
        ),
        "jp",
        ["1 みどりの回廊事業 [@企画課; 12,300,000]", "2 見守り訪問事業 [@福祉課; 4,500,000]"],
    ),
    "columns by their heads, in English": (
        (
            [
                "No. | Action | Lead | Due date | Status",
                "1 | Plant street trees | Parks Department | March 2027 | On track",
                "2 | Open a seed library | Libraries | June 2027 | Delayed",
            ],
        ),
        "us",
        [
            "1 Plant street trees [@Parks Department; by March 2027; is On track]",
            "2 Open a seed library [@Libraries; by June 2027; is Delayed]",
        ],
    ),
    "a head parted in two rows": (
        (
            [
                "番号 | 事業名 | 予算額（千円） | < | 担当課",
                "^ | ^ | 令和７年度 | 令和６年度 | ^",
                "1 | 緑化事業 | 1,200 | 900 | 環境課",
                "2 | 図書館改修 | 5,000 | 4,000 | 教育課",
            ],
        ),
        "jp",
        ["1 緑化事業 [@環境課; 1,200,000; 900,000 last year]", "2 図書館改修 [@教育課; 5,000,000; 4,000,000 last year]"],
    ),
    "no heads, but cells that look like owners and times": (
        (
            [
                "地域交通の見直し | 都市計画課 | 令和８年度",
                "自転車道の整備 | 建設課 | 令和９年度",
                "公園の再整備 | 公園課 | 令和10年度",
            ],
        ),
        "jp",
        [
            "地域交通の見直し [@都市計画課; by 令和８年度]",
            "自転車道の整備 [@建設課; by 令和９年度]",
            "公園の再整備 [@公園課; by 令和10年度]",
        ],
    ),
    "cells merged over the rows that they class": (
        (
            [
                "基本目標 | 施策 | 担当課",
                "健やかに暮らせるまち | 健診を受けやすくする | 健康課",
                "^ | 歩く習慣を広げる | スポーツ課",
                "学び合うまち | 公民館の講座を増やす | 生涯学習課",
                "^ | 読書の時間をつくる | 図書館",
            ],
        ),
        "jp",
        [
            "健やかに暮らせるまち",
            "  健診を受けやすくする [@健康課]",
            "  歩く習慣を広げる [@スポーツ課]",
            "学び合うまち",
            "  公民館の講座を増やす [@生涯学習課]",
            "  読書の時間をつくる [@図書館]",
        ],
    ),
    "bands over the rows below": (
        (
            [
                "事業名 | 担当課 | 事業費（千円）",
                "１ 子育て | < | <",
                "保育所の改修 | こども課 | 3,000",
                "学童の増設 | こども課 | 2,000",
                "２ 産業 | < | <",
                "商店街の支援 | 商工課 | 1,500",
            ],
        ),
        "jp",
        [
            "１ 子育て",
            "  保育所の改修 [@こども課; 3,000,000]",
            "  学童の増設 [@こども課; 2,000,000]",
            "２ 産業",
            "  商店街の支援 [@商工課; 1,500,000]",
        ],
    ),
    "bold rows with sums over rows without": (
        (
            [
                "Area/Programmes | mln $ | % | Lead agency",
                "*Forests* | 30 | 60% | ",
                "Programme 1: Replant the hills | ^ | ^ | MINENV",
                "Programme 2: Watch for fires | ^ | ^ | MINFOR",
                "*Water* | 20 | 40% | ",
                "Programme 3: Dig wells | ^ | ^ | MINWAT",
                "Programme 4: Mend pipes | ^ | ^ | MINWAT",
                "*Totals* | 50 | 100% | ",
            ],
        ),
        "cm",
        [
            "Forests [30,000,000]",
            "  Programme 1 Replant the hills [@MINENV]",
            "  Programme 2 Watch for fires [@MINFOR]",
            "Water [20,000,000]",
            "  Programme 3 Dig wells [@MINWAT]",
            "  Programme 4 Mend pipes [@MINWAT]",
        ],
    ),
    "totals are no projects": (
        (
            [
                "部 | 事業名 | 事業費（千円） | 内容",
                "農林部 | 森づくり事業 | 800 | 植樹",
                "^ | 畑づくり事業 | 200 | 開墾",
                "小計 | < | 1,000 | ",
                "建設部 | 道づくり事業 | 500 | 舗装",
                "^ | 橋づくり事業 | 300 | 架替",
                "小計 | < | 800 | ",
                "企業会計掲載事業合計 | < | 1,800 | ",
            ],
        ),
        "jp",
        [
            "農林部",
            "  森づくり事業 [800,000]",
            "  畑づくり事業 [200,000]",
            "建設部",
            "  道づくり事業 [500,000]",
            "  橋づくり事業 [300,000]",
        ],
    ),
    "measures with the values of their indicator": (
        (
            [
                "施策 | 担当課 | 指標 | 現状値 | 目標値（令和11年度）",
                "健診を受けやすくする | 健康課 | 健診受診率 | 48％ | 60％",
                "読書を広げる | 図書館 | 貸出冊数 | 3,000冊 | 5,000冊",
            ],
        ),
        "jp",
        ["健診を受けやすくする [@健康課; measured 健診受診率]", "読書を広げる [@図書館; measured 貸出冊数]"],
    ),
    "goals, and behind each what a list in a cell names": (
        (
            [
                "!Goals | !Supporting strategies",
                "*Goal 1. Share more data* | Why this matters. People need data. // "
                "- Name data coordinators in every department—they know best which data their department holds // "
                "- Publish a catalog of all data sets—so that everybody can find what there is",
                "*Goal 2. Make data easy to use* | Data is of no use alone. // "
                "- Redesign the portal together with its users—they know what they look for and do not find",
            ],
        ),
        "us",
        [
            "Goal 1 Share more data",
            "  Name data coordinators in every department",
            "  Publish a catalog of all data sets",
            "Goal 2 Make data easy to use",
            "  Redesign the portal together with its users",
        ],
    ),
    "numbers with their name stand in a column of their own": (
        (
            [
                "Activity / Dataset | Description of data | To be first published on | Update frequency",
                "Dataset 4.1.9 | Ferry timetables | 30.9.26 | Quarterly",
                "Dataset 4.1.10 | Library loans | 31.10.26 | Annual",
                "Activity 4.1.11 | Review of the catalogue | 31.12.26 | To be agreed",
            ],
        ),
        "gb",
        [
            "Dataset 4.1.9 Ferry timetables [by 30.9.26]",
            "Dataset 4.1.10 Library loans [by 31.10.26]",
            "Activity 4.1.11 Review of the catalogue [by 31.12.26]",
        ],
    ),
    "the field behind the running number is a tag": (
        (
            [
                "No. | Sector | Name | Lead agency",
                "1 | Energy | Solar roofs | Ministry of Energy",
                "2 | Energy | Small dams | Ministry of Energy",
                "3 | Forestry | Nurseries | Ministry of Forests",
            ],
        ),
        "sr",
        [
            "1 Solar roofs [@Ministry of Energy; #Energy]",
            "2 Small dams [@Ministry of Energy; #Energy]",
            "3 Nurseries [@Ministry of Forests; #Forestry]",
        ],
    ),
    "what describes a class does not class": (
        (
            [
                "Goal | Risks | Goal health | Initiative | Initiative health",
                "26. Sound finances | Revenue may fall behind what was planned | On Track / On Track | Keep a reserve | On Track (green)",
                "^ | ^ | ^ | Match costs with income | Delayed (red)",
                "^ | Auditors may find faults | ^ | Pass the audit | On Track (green)",
                "27. Better service | Few staff | On Track / On Track | Answer within a day | On Track (green)",
                "^ | ^ | ^ | Open on Saturdays | Done",
            ],
        ),
        "us",
        [
            "26. Sound finances [is On Track]",
            "  Keep a reserve [is On Track]",
            "  Match costs with income [is Delayed]",
            "  Pass the audit [is On Track]",
            "27. Better service [is On Track]",
            "  Answer within a day [is On Track]",
            "  Open on Saturdays [is Done]",
        ],
    ),
    "words that come in turn are no classes": (
        (
            [
                "Goal | Process or project | Initiative | Lead",
                "Sound finances | Process | Keep a reserve | Treasurer",
                "^ | Project | Buy new software | Treasurer",
                "^ | Process | Pass the audit | Auditor",
                "Better service | Project | Open a second desk | Clerk",
                "^ | Process | Answer within a day | Clerk",
            ],
        ),
        "us",
        [
            "Sound finances",
            "  Keep a reserve [@Treasurer]",
            "  Buy new software [@Treasurer]",
            "  Pass the audit [@Auditor]",
            "Better service",
            "  Open a second desk [@Clerk]",
            "  Answer within a day [@Clerk]",
        ],
    ),
    "figures before measures are no classes, a cell over two columns is one class": (
        (
            [
                " | < | FY 2030 targets (million t) | FY 2013 (million t) | Measures",
                "Energy | < | 927 | 1,235 (1,219) | ",
                " | Industry | 401 | 429 (457) | - Repair ovens // - Reuse heat",
                "Farming | < | 31.6 | 36.0 (39.0) | - Cover manure // - Feed less protein",
            ],
        ),
        "us",
        [
            "Energy [measured FY 2030 targets (million t)]",
            "  Industry [measured FY 2030 targets (million t)]",
            "    Repair ovens",
            "    Reuse heat",
            "Farming [measured FY 2030 targets (million t)]",
            "  Cover manure",
            "  Feed less protein",
        ],
    ),
    "no class is told by a dash": (
        (
            [
                "大分類 | 小分類 | 事業内容 | 事業費 | 担当課",
                "くらし | 福祉 | 見守り訪問の委託 | 2,100,000 | 福祉課",
                "くらし | 環境 | ごみ袋の配布 | 3,400,000 | 環境課",
                "- | - | 予備費による調整 | 1,200,000 | 財政課",
            ],
        ),
        "jp",
        [
            "くらし",
            "  福祉",
            "    見守り訪問の委託 [@福祉課; 2,100,000]",
            "  環境",
            "    ごみ袋の配布 [@環境課; 3,400,000]",
            "予備費による調整 [@財政課; 1,200,000]",
        ],
    ),
    "numbers that nest": (
        (
            [
                "番号 | 取組 | 担当課",
                "1 | 窓口を便利にする | 市民課",
                "1-1 | 書かない窓口を設ける | 市民課",
                "1-2 | 夜間に開く | 市民課",
                "2 | 手続を減らす | 行革課",
                "2-1 | 押印をやめる | 行革課",
            ],
        ),
        "jp",
        [
            "1 窓口を便利にする [@市民課]",
            "  1-1 書かない窓口を設ける [@市民課]",
            "  1-2 夜間に開く [@市民課]",
            "2 手続を減らす [@行革課]",
            "  2-1 押印をやめる [@行革課]",
        ],
    ),
    "other heads in the middle": (
        (
            [
                "事業名 | 担当課 | 事業費（千円）",
                "森づくり事業 | 農林課 | 800",
                "川あそび事業 | 河川課 | 600",
                "#会議名 | #開催日 | #場所",
                "第１回委員会 | 令和８年５月１０日 | 市役所",
                "第２回委員会 | 令和８年７月２日 | 公民館",
            ],
        ),
        "jp",
        ["森づくり事業 [@農林課; 800,000]", "川あそび事業 [@河川課; 600,000]"],
    ),
    "rows whose words might head columns": (
        (
            [
                "What | Who | Why | When",
                "Get good data | Stephanie | Reasons for decisions | In progress",
                "Survey members | Membership team | Target goal | By Feb 28, 2027",
                "Develop plans and budgets | Same as above | Clear direction | By March 2027",
            ],
        ),
        "us",
        [
            "Get good data [@Stephanie; by In progress]",
            "Survey members [@Membership team; by By Feb 28, 2027]",
            "Develop plans and budgets [@Same as above; by By March 2027]",
        ],
    ),
    "a form": (
        (
            [
                "事業名 | 見守り訪問事業",
                "担当課 | 福祉課",
                "目的 | 高齢者の孤立を防ぐ",
                "事業期間 | 令和７年度～令和９年度",
                "予算額 | 4,500千円",
            ],
        ),
        "jp",
        ["見守り訪問事業 [@福祉課; in 令和７年度～令和９年度; 4,500,000]"],
    ),
    "a form in English": (
        (["Project | Seed library", "Lead agency | City Libraries", "Due date | June 2027", "Budget | $12,000"],),
        "us",
        ["Seed library [@City Libraries; by June 2027; 12,000]"],
    ),
    "the sums of a table of costs belong to what stands before it": (
        (
            [
                "Component | Activities",
                "Planning | - Write the rules // - Train the staff",
                "Building | - Build two dams // - Plant a belt of trees",
            ],
            "Cost of the project",
            ["Component | Cost (USD)", "Planning | 0.5 million", "Building | 2.5 million", "Total | 3.0 million"],
        ),
        "us",
        [
            "Planning [500,000]",
            "  Write the rules",
            "  Train the staff",
            "Building [2,500,000]",
            "  Build two dams",
            "  Plant a belt of trees",
        ],
    ),
    "the table after a change": (
        (
            "（変更前）",
            ["施設名 | 事業主体名 | 事業費（千円）", "市道 | 市 | 2,000", "橋 | 市 | 1,000"],
            "（変更後）",
            ["施設名 | 事業主体名 | 事業費（千円）", "市道 | 市 | 3,000", "橋 | 市 | 1,000"],
        ),
        "jp",
        ["市道 [@市; 3,000,000]", "橋 [@市; 1,000,000]"],
    ),
    "themes that are numbered and explained": (
        (
            [
                "Theme | Definition",
                "*1. Workforce* | The workforce consists of all who work for us, what they learned, and how long they stay with us.",
                "*2. Openness* | Openness is how clearly we tell people within and outside of the house what we do and why we do it.",
                "*3. Safety* | This theme is about the conditions that those who work here and those who are kept here live in.",
            ],
        ),
        "us",
        ["1. Workforce", "2. Openness", "3. Safety"],
    ),
    "several actions in a cell, parted by white": (
        (
            1,
            [
                "Our next steps: goals | Our measures of success",
                "Count all applications / that are still in use // Count the licences that / are never looked at | Number of both",
                "Open a shared service desk | Calls a day",
            ],
        ),
        "ca",
        [
            "Count all applications that are still in use",
            "Count the licences that are never looked at",
            "Open a shared service desk [measured Calls a day]",
        ],
    ),
    "a name, and below it what explains it": (
        (
            1,
            [
                "Measures | Line ministry | Funding estimates",
                "Solar street lighting // Installation of lamps with panels of / their own in all towns and villages. | MININFRA | 5 million USD",
                "Clean brick kilns // Phasing out of clamp kilns, and use / of kilns that need less wood. | MINICOM | 13 million USD",
            ],
        ),
        "rw",
        ["Solar street lighting [@MININFRA; 5,000,000]", "Clean brick kilns [@MINICOM; 13,000,000]"],
    ),
    "records of data, several of one project": (
        (
            [
                "sheet type | project id | project name | ministry | colour | tide | mark a | mark b | mark c | mark d | mark e | mark f | mark g",
                "review | 101 | Harbour lights | Ministry of Transport | plum | low | x1 | u | v | w | i | j | k",
                "review | 101 | Harbour lights | Ministry of Transport | teal | high | x2 | u | v | w | i | j | k",
                "review | 102 | Ferry piers | Ministry of Transport | navy | low | x3 | u | v | w | i | j | k",
                "review | 103 | Mill museum | Ministry of Culture | plum | high | x4 | u | v | w | i | j | k",
            ],
        ),
        "gb",
        [
            "101 Harbour lights [@Ministry of Transport]",
            "102 Ferry piers [@Ministry of Transport]",
            "103 Mill museum [@Ministry of Culture]",
        ],
    ),
    "a remark in brackets above a bold name": (
        (
            1,
            [
                "Dataset | Lead | Release date",
                "(Growth review) / *Fit notes* / The department plans to publish these by region. | DWP | 30.6.2026",
                "*Flight data* / Without names, from May to December. | DWP | 31.12.2026",
            ],
        ),
        "gb",
        ["Fit notes [@DWP; by 30.6.2026]", "Flight data [@DWP; by 31.12.2026]"],
    ),
    "bands under bands": (
        (
            [
                "Measures | Line ministry | Funding estimates",
                "#Unconditional measures | < | <",
                "#Electricity | < | <",
                "Small dams | MININFRA | 5 million USD",
                "#Transport | < | <",
                "Electric buses | MININFRA | 7 million USD",
                "#Conditional measures | < | <",
                "#Electricity | < | <",
                "Solar roofs | MININFRA | 6 million USD",
            ],
        ),
        "rw",
        [
            "Unconditional measures",
            "  Electricity",
            "    Small dams [@MININFRA; 5,000,000]",
            "  Transport",
            "    Electric buses [@MININFRA; 7,000,000]",
            "Conditional measures",
            "  Electricity",
            "    Solar roofs [@MININFRA; 6,000,000]",
        ],
    ),
    "a head of statuses whose words no scheme knows": (
        (
            [
                "Programme of action | Status | Investment needs (mil $)",
                "Widen the use of small dams | Conditional | 2,214",
                "Replace kerosene lamps | Unconditional | 300",
                "Plant hedges along fields | Conditional | 50",
                "Mend old power lines | Unconditional | 12",
            ],
        ),
        "gh",
        [
            "Widen the use of small dams [2,214,000,000; is Conditional]",
            "Replace kerosene lamps [300,000,000; is Unconditional]",
            "Plant hedges along fields [50,000,000; is Conditional]",
            "Mend old power lines [12,000,000; is Unconditional]",
        ],
    ),
    "demands, with what is so far": (
        (
            [
                "要求事項 | 現状 | 求めるアクション",
                "路線別収支の公開 | 非公表 | 議会で求める",
                "財政指標の公開 | PDFのみ | 市の頁に載せる",
            ],
        ),
        "jp",
        ["路線別収支の公開", "財政指標の公開"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_components_of_tables(name: str) -> None:
    parts, country, expected = CASES[name]
    assert plan(*parts, country=country) == expected

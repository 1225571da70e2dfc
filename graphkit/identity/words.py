"""Words in names that tell things apart, and words that tell nothing."""

#: Words that tell members of one family apart.
TIERS = frozenset(
    "nano micro tiny mini small base medium large huge xl xxl pro max ultra plus lite light flash turbo air instruct chat coder code vision vl audio omni"
    " realtime thinking reasoning preview experimental exp beta alpha embed embedding rerank guard math opus sonnet haiku i ii iii iv v vi edge enterprise"
    " business team turin genoa".split()
)
#: Words that make a product's name another edition's, or a part's: "Qdrant Cloud" isn't Qdrant.
EDITIONS = TIERS | frozenset(
    "api app atlas cli client cloud community connect console core data desktop developer education engine essentials express extension for free gov government"
    " hosted hub library live managed marketplace mobile on oss personal premium sdk search serverless server standard starter studio web workspace".split()
)
#: Words for what a chip is built into: a DGX H100 isn't an H100.
SYSTEMS = frozenset(
    "agx appliance atlas basepod blade board cabinet card chassis cloudmatrix cluster devkit dgx egx hgx igx kit laptop machine matrix mgx module node"
    " pc phone pod rack server servers superchip supercluster supercomputer supernode superpod system systems tray workstation".split()
)
#: Words in brackets that are a part of a model's or product's name: "H100 (PCIe)", "Llama 3 (GGUF)".
BUILDS = TIERS | frozenset(
    "sxm pcie nvl oam hbm fp gguf ggml awq gptq exl mlx onnx quantized quantised distilled distill open closed community new old"
    " january february march april may june july august september october november december".split()
)
#: Words that make a name another organisation's: a unit, an industry, a region. "Oakline Cloud" isn't Oakline.
UNITS = frozenset(
    "academy advertising advisors advisory aerospace africa agri agriculture airlines airways america americas apac apparel arabia arts asia assurance"
    " australia automotive aviation bank banking beauty beverage beverages biologics biosciences biotech brands brasil brazil broadcasting business cables"
    " campus canada capital car cards care cars casino cement ceramics chemical chemicals china cinemas cleaning clinic clinics cloud coffee commerce"
    " construction consulting consumer cosmetics credit cruises crypto cyber dairy defence defense dental design deutschland diagnostics digital display"
    " displays distribution drinks drive drones east education electric electrical electronics emea energy entertainment equity estates europe events"
    " exchange express farms fashion fibre films finance financial fitness fleet food foods footwear forest forestry foundation foundry france freight fund"
    " funds furniture games gaming gas genetics genomics germany glass global gold grid growth health healthcare homes hongkong hospital hospitality"
    " hospitals hotel hotels hydrogen iberia iberica imaging incubator india industrial industries infrastructure institute insurance international"
    " investment investments israel italia italy japan jewelry joint jv korea lab latam latin leasing legal leisure life lighting logistics management maritime"
    " marketing materials meats media medical metals mexico middle military mining mobility motor motors music network networks news nordic nordics north"
    " nutrition oil optical packaging paints paper partners pay payments petroleum pharma pharmaceuticals pictures plastics ports power press print printing"
    " properties property publishing quantum racing rail railways realestate records recruitment renewables rentals research resources restaurants retail"
    " risk robotics russia satellite satellites school schools securities security semi semiconductor semiconductors services shipping singapore software"
    " solar south space spain sports staffing steel storage store stores studio studios sweden switzerland taiwan telecom telecommunications television"
    " textile textiles therapeutics tires tobacco toys tractors trading transport travel trucks trust tv uk university us usa utilities venture ventures"
    " vietnam"
    " vision warehousing waste watches water wealth web west wind wines wireless".split()
)
#: Words in a firm's name that no unit is told by: what it leaves out if it leaves out these is the same firm.
NEUTRAL = frozenset(
    "ai associates authority brothers bros cie co compagnie company computing concern corporation d/b/a dba enterprise enterprises firm group holding"
    " holdings instruments intelligence lab laboratories laboratory labs machine messrs mobile solutions sons société systems t/a tech technologies technology"
    " works 科技 技术 智能 信息 集团 电子 网络 数据 グループ 그룹 테크".split()
)
#: Words that say nothing about which thing is meant.
GENERIC = UNITS | frozenset(
    "administration agency ai api app appeal appeals authority board bureau central chip circuit cloud college commission committee company corp"
    " corporation council court department district federal firm government group high lab labs llm maker ministry model national of office platform product"
    " regulator senate service startup state supplier supreme system systems technologies technology treasury tribunal vendor watchdog".split()
)

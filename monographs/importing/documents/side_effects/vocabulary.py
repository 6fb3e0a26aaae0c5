"""The frequent words of side-effect sections, as closed sets."""


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A text of these words alone names no effect: "Less common but serious side effects".
GENERIC = word_set(
    "a about abnormal above across adverse affecting after all also although always "
    "an and any appear are as at be been below both but by can case cases category "
    "clinical combined common commonly complication complications concern concerning "
    "concerns consequences could defined depending different drug drugs during effect "
    "effects either especially established estimated etc event events experience "
    "experienced experiences extremely few following for frequencies frequency "
    "frequent frequently from general generally greater had has have however if "
    "immediate important in incidence include included includes including individual "
    "infrequent infrequently it its known less life-threatening limited list listed "
    "long-term main major manifestations many marketing may medication medications "
    "might mild milder minor moderate more most mostly multiple negative no not "
    "notable noted observed occasional occasionally occur occurred occurrence "
    "occurring of often on one ones or other others overall particularly patient "
    "patients people person persistent population possible possibly post "
    "post-marketing postmarketing potential potentially present rare rarely rarer "
    "reaction reactions related relatively report reported reports require requires "
    "requiring result seen serious severe severity short-term side significant "
    "single so some sometimes specific specified studies study such surveillance "
    "than that the their them there these they this those though to trial "
    "trials typical uncommon undesirable unexpected unknown unusual unwanted users "
    "usual usually various varies vary very were when where which while will with "
    "would yet medicine treatment therapy use using unlikely likely "
    "high low rate rates percent who taking warnings recipients "
    "individuals attention medical warrant warrants seek immediately symptoms "
    "affect affects ranging range under only product drug's up fewer "
    "about around roughly approximately nearly almost every hundred thousand million"
)
# What a label is said of: these make a label speak of effects, not name one.
EFFECT_NOUNS = word_set(
    "effect effects reaction reactions event events symptom symptoms issue issues "
    "problem problems complaint complaints complication complications disorder "
    "disorders disturbance disturbances concerns concern changes abnormalities "
    "manifestations conditions discomfort upset related system"
)
SYSTEMS = word_set(
    "autonomic body bone bones breast cardiac cardiovascular central circulatory cns "
    "connective constitutional dental dermatologic dermatological dermatology "
    "digestive ear ears endocrine endocrinologic eye eyes gastrointestinal "
    "genitourinary gi gynecologic haematologic haematological hair heart hematologic "
    "hematological hepatic hepatobiliary hypersensitivity immune immunologic "
    "immunological immunology infection infections infectious infestations "
    "integumentary kidney kidneys laboratory liver local localized lung lungs "
    "lymphatic mental metabolic metabolism miscellaneous mouth muscle muscular "
    "musculoskeletal nervous neurologic neurological neuromuscular neuropsychiatric "
    "nutrition nutritional ocular oncologic ophthalmic ophthalmologic ophthalmological "
    "otic other psychiatric psychological pulmonary renal reproductive "
    "respiratory sexual skeletal skin stomach subcutaneous systemic throat tissue "
    "urinary urogenital urologic urological vascular vision whole hormonal behavioral "
    "cutaneous gallbladder pancreatic blood bladder bowel bowels brain chest head "
    "joint joints nerves nose"
)
# Organs: "Skin" names a system, but "skin reactions" and "liver problems" an effect.
ORGANS = word_set(
    "body bone bones breast ear ears eye eyes hair heart kidney kidneys liver lung "
    "lungs mouth muscle skin stomach throat vision blood infection infections "
    "infectious pancreatic gallbladder sexual hypersensitivity immune mental bladder "
    "bowel bowels brain chest head joint joints nerves nose"
)
# Behind a body system, these make an effect of it: "Gastrointestinal upset".
COMPLAINTS = word_set(
    "issue issues problem problems upset discomfort disturbance disturbances event "
    "events complication complications complaint complaints distress changes toxicity "
    "abnormalities infection infections"
)
SYSTEM_JOINTS = word_set("and & or / as a the of on system systems tissue")
ROUTES = word_set(
    "oral orally topical topically intravenous iv intramuscular im subcutaneous sc "
    "inhaled inhalation inhaler nasal intranasal rectal vaginal ophthalmic otic "
    "injection injectable injected infusion parenteral systemic transdermal "
    "sublingual tablet tablets capsule capsules cream gel ointment drops spray patch "
    "suppository suppositories implant intravitreal intrathecal epidural"
)
ROUTE_JOINTS = word_set(
    "and & or / form forms use route administration application formulation "
    "formulations formulation(s) preparation preparations only when taken used given "
    "applied by via with for the therapy product products"
)
POPULATIONS = word_set(
    "adult adults child children pediatric paediatric infant infants neonate neonates "
    "newborn newborns elderly women men women's pregnant pregnancy adolescents older "
    "patients people females males geriatric"
)
DOSES = word_set("dose doses dosage dosages overdose overdosage")
PARTS_OF_MEDICINE = word_set(
    "component components ingredient ingredients constituent constituents individual "
    "individually each active"
)
# The first words of a label behind which stand remarks, not effects.
REMARK_STARTS = word_set(
    "note notes important importantly warning warnings caution cautions disclaimer "
    "remember please reminder management recommendation recommendations advice "
    "precaution precautions interactions interaction combination combined it's it "
    "summary conclusion monitoring reference references source sources key overdose "
    "what"
)
# The same; but what is listed under one of these is what to look out for.
ADVICE_STARTS = word_set("seek call consult report reporting tell inform if when")
# Labels that begin so say when effects were seen.
CIRCUMSTANCES = word_set(
    "during with after within upon following before while when if early initially "
    "throughout since until without"
)
OTHERS = word_set("other others miscellaneous additional")
GROUP_JOINTS = word_set("and or & in the for with from of by at to when used if as")
# A label with one of these is an effect, not the name of a component.
NAMES_OF_EFFECTS = word_set(
    "acne allergic anxiety bleeding bloating bruising burning changes chills cold "
    "confusion constipation cough cramps damage death decreased dependence depression "
    "difficulty discomfort dizziness dreams drowsiness dry effect effects elevated "
    "event events failure fainting fatigue fever flushing gas gastrointestinal "
    "hair headache headaches heartburn hives hypersensitivity impaired impairment "
    "increased indigestion infection infections injury insomnia interaction "
    "interactions irritability irritation issues itching jaundice loss low lupus "
    "mood nausea nervousness overdose pain palpitations problems rash reaction "
    "reactions redness reduced resistance restlessness risk sedation seizures "
    "sensitivity skin sleep sleepiness stinging stomach stones stroke swelling "
    "symptoms syndrome tachycardia taste thirst tingling tiredness toxicity tremor "
    "tremors ulcers upset urination urine vision vomiting weakness weight withdrawal "
    "application injection infusion site"
)
# Names end where one of these begins behind a comma.
TAIL_STARTS = word_set(
    "though although especially particularly including which e.g i.e such but "
    "when if usually often rarely sometimes due leading potentially possibly mostly "
    "requiring indicating causing mainly primarily typically generally most "
    "resulting sometimes like even as because where while depending unless with "
    "during ranging so who whose manifesting characterized albeit notably "
    "occasionally commonly varying"
)
BODY_PARTS = word_set(
    "face lips lip tongue throat mouth eyes eye eyelids hands hand feet foot ankles "
    "ankle legs leg arms arm fingers toes limbs extremities neck skin gums nose ears "
    "airway airways larynx genitals hips back shoulders chest stomach abdomen joints "
    "cheeks head body whites nails palms soles lower upper calcium magnesium potassium "
    "sodium glucose phosphate albumin chloride triglycerides cholesterol"
)
# Before a comma, these alone still wait for their noun: "black, tarry stools".
ADJECTIVES = word_set(
    "small large raised red black dark dry itchy painful swollen thick flaky hard soft "
    "watery bloody cold clammy pale sore tender warm persistent severe sudden mild "
    "muscle bone joint heart liver kidney lung"
)
# What stands before "a and b" and is said of both.
MODIFIERS = word_set(
    "increased decreased elevated reduced low high severe mild changes difficulty loss "
    "impaired abnormal unusual altered cold"
)

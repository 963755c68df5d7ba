/** Han characters that a repair of a question keeps its hands off. */

/** Never changed, added or dropped: function words, negations, figures and measures carry what is asked. */
export const FIXED = new Set(
	"的了着过吗呢吧啊呀嘛么地得是有没不未无非否别勿哪谁啥咋几多少什怎何我你您他她它们咱这那个些也都还就才又再很太最更能会可要想该应请和与及或跟同给把被让叫在从到对向往于以为因所而且但若如去来上下里外前后左右中内间〇零一二两三四五六七八九十百千万亿半第年月日号时分元块钱",
);

/** Characters that are everyday words by themselves: they stand between printed words without being a slip. */
export const LONE = new Set(
	"人家班课车钱活事话饭药病书店厂门路地天水电房楼村县市区站点队员工证票费款奖赛歌舞戏球棋茶酒菜肉鱼米面油烟火灯床衣鞋包袋手脚头脸眼嘴心腰腿娃爸妈爷奶哥姐弟妹" +
		"搬拿给领交缴填买卖做干办弄搞考学教管看听说讲问答喊叫找见遇碰等坐站走跑跳飞开关打拉推抬扛背抱带送接发寄收放装卸拆修补洗擦扫倒吃喝睡醒起歇住租借还欠讨罚扣赔赚挣花用省存取贷投保报评选拍写画唱练比赢输参招聘雇辞退换调改变加减算数量称剥撒种养喂宰杀砍切煮炒蒸烤炸织缝绣穿脱戴剪理染掏摔撞夹压砸烫伤疼死活病治看查验测试记忘懂会肯敢愿爱怕恨气哭笑骂吵闹拖催逼盯守值离嫁娶生怀老小大高低长短多少好坏新旧快慢早晚冷热累忙闲贵便宜满空够缺剩该归属像如按照靠凭替为帮求托陪跟随每各某另本该此次回趟遍顿场期批届项条件份张只支台辆座栋间户口名位个种类些型款级层轮堂共总现将曾约仍又并且进参先初称植设建立派出",
);

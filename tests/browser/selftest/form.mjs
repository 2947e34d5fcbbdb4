// As much of the 2021 form as the self-test needs: the right number of rows
// and columns, under labels of its own.

export const THREE_COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

export const THREE_ROWS = Array.from({ length: 25 }, (_, at) => `第${at + 1}行`);

export const FOUR_GROUPS = ['行政复议', '未经复议直接起诉', '复议后起诉'];

export const FOUR_CELLS = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];
